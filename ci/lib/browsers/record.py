"""What browsers were seen to do, kept: corpus/browsers/seen.jsonl, and corpus/browsers/explained.json.

The first line of seen.jsonl says which browsers and when. Each other line is a case with what each browser showed of it:
octets, and the octets of bodies, are the code points U+0000 to U+00FF, and what is as usual is left out.
"""

import base64
import json

from browsers import compare

MODELS = {"chromium": "chromium", "firefox": "firefox", "webkitgtk": "webkitgtk-3.2"}
USUAL = {"method": "GET", "default_port": False, "reads": [], "hold": True, "probes": 1, "idle": 0, "https": False}
USUALLY_SEEN = {"waited": False, "again": 0, "attempts": 1, "reason": "", "fields": [], "body": ""}


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\x85", "\\u0085").replace("\x7f", "\\u007f")


def text_of(case, seen):
    """One line. Browsers that saw the same share it."""
    line = {"id": case["id"], "source": case["source"], "half": case["half"], "octets": case["octets"].decode("latin-1")}
    line.update((key, case[key]) for key, usual in USUAL.items() if case[key] != usual)
    groups = {}
    for browser, one in seen.items():
        one = dict(one, body=base64.b64decode(one.get("body", "")).decode("latin-1"))
        one = {key: value for key, value in one.items() if value != USUALLY_SEEN.get(key)}
        groups.setdefault(dumps(one), []).append(browser)
    line["seen"] = {" ".join(browsers): json.loads(one) for one, browsers in groups.items()}
    return dumps(line)


def case_of(line):
    """(case, {browser: seen}) of a line."""
    read = json.loads(line)
    case = {**USUAL, **{key: value for key, value in read.items() if key != "seen"}}
    case["octets"] = case["octets"].encode("latin-1")
    if not case["hold"]:
        case["probes"] = 0
    seen = {}
    for browsers, one in read["seen"].items():
        for browser in browsers.split():
            seen[browser] = {**(USUALLY_SEEN if not {"fails", "redirect"} & set(one) else {"waited": False, "again": 0}), **one}
            seen[browser]["body"] = base64.b64encode(seen[browser].get("body", "").encode("latin-1")).decode()
    return case, seen


def load(path):
    """(what the first line says, [(case, seen)])"""
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return json.loads(lines[0]), [case_of(line) for line in lines[1:]]


def explanations(root):
    """{(browser, case's id): reason}"""
    path = root / "corpus/browsers/explained.json"
    if not path.exists():
        return {}
    told = json.loads(path.read_text(encoding="utf-8"))
    return {(one["browser"], case): f"{one['reason']}: {one['why']}"
            for one in told["explained"] for case in one.get("cases", [])}


class Tally:
    """How one browser's cases came out, by half."""

    def __init__(self, browser):
        self.browser = browser
        self.counts = {half: {"agree": 0, "disagree": 0, "unknown": 0, "redirect": 0, "explained": 0}
                       for half in ("written", "held-out")}
        self.differing = []  # (case, differences, reason or None)

    def add(self, case, found, reason):
        count = self.counts[case["half"]]
        if isinstance(found, str):
            count[found] += 1
        elif not found:
            count["agree"] += 1
        else:
            count["disagree"] += 1
            count["explained"] += reason is not None
            self.differing.append((case, found, reason))

    def share(self, half):
        """Agreements in percent of the cases that the model has a word on."""
        count = self.counts[half]
        known = count["agree"] + count["disagree"]
        return 100 * count["agree"] / known if known else 100.0


def tallies(plumbline, root, cases, seen_of):
    """A Tally a browser. `seen_of`: {browser: {id: seen}}."""
    reasons = explanations(root)
    result = []
    for browser, seen in seen_of.items():
        tally = Tally(browser)
        having = [case for case in cases if case["id"] in seen]
        for case, answers in zip(having, compare.ask(plumbline, MODELS[browser], having)):
            found = compare.compare(browser, case, seen[case["id"]], answers)
            tally.add(case, found, reasons.get((browser, case["id"])))
        result.append(tally)
    return result


def rows(tallied):
    """The table's rows as cells, a browser and half each."""
    for tally in tallied:
        for half, count in tally.counts.items():
            if sum(count[key] for key in ("agree", "disagree", "unknown", "redirect")):
                yield [tally.browser, half, count["agree"], count["disagree"], count["explained"], count["unknown"],
                       count["redirect"], f"{tally.share(half):.1f} %"]


HEADINGS = ["browser", "half", "agree", "disagree", "explained", "unknown", "redirects", "agreement"]


def table(tallied):
    cells = [HEADINGS] + [[str(cell) for cell in row] for row in rows(tallied)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(HEADINGS))]
    return "\n".join("  ".join(cell.ljust(width) if i < 2 else cell.rjust(width)
                               for i, (cell, width) in enumerate(zip(row, widths))) for row in cells)


def markdown(tallied):
    """The table of docs/fidelity.md."""
    lines = ["| " + " | ".join(HEADINGS) + " |", "| --- | --- |" + " ---: |" * (len(HEADINGS) - 2)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows(tallied)])
