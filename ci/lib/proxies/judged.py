"""What the proxies sent on, judged: docs/findings.md is made of it. For ci/check_proxies."""

import base64
import collections
import json
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

from proxies import inputs, programs

ROOT = Path(programs.ROOT)
RULE = re.compile(r'^PLUMBLINE_FORWARDING\(k\w+, "([^"]+)", \d+, "[^"]*", k(\w+),.*?\n\s+"([^"]*)"\)', re.M | re.S)
STATUS = re.compile(rb"HTTP/1\.\d (\d{3})[ \r]")
SHOWN = 160  # characters of octets in a table

HEAD = """# Findings: what proxies send on

`ci/proxies` asked nine proxies, as Debian has them, with the least configuration that makes a gateway of each
([peers/proxies](../peers/proxies)), two hundred requests and responses ([inputs.py](../ci/lib/proxies/inputs.py)). What
they sent on is kept in [corpus/proxies](../corpus/proxies); `ci/check_proxies` judges it with `plumbline judge`, and
this page is made of that: `ci/check_proxies --write`. A proxy that is configured otherwise may do otherwise.

Each number is how many of the inputs were so. *Violates*: against a MUST, a MUST NOT or what the standard says
without a keyword; *discouraged*: against a SHOULD. A finding says nothing of what an attacker could do with it.
"""


def question(record, kind, octets, number):
    """The question for the judge."""
    asked = {"id": number, "kind": kind, "role": "gateway", "octets": base64.b64encode(octets).decode()}
    if kind == "response":
        forwarded = {"octets": record["downstream"], "closed": record["closed"]}
        return {**asked, "methods": ["GET"], "eof": True,
                "observed": {"forwarded": forwarded, "downstream": "HTTP/1.1", "own_version": "HTTP/1.1"}}
    observed = {"forwarded": [{"octets": part} for part in record["upstream"]], "next_hop": "origin", "own_version": "HTTP/1.1"}
    status = STATUS.match(base64.b64decode(record["downstream"]))
    if status and not record["upstream"]:
        observed["replies"] = [int(status.group(1))]
    return {**asked, "observed": observed}


def read_records():
    """The version of each proxy, and its records with the input of each."""
    known = {name: (kind, octets) for name, kind, octets in inputs.all_inputs()}
    found = {}
    for path in sorted((ROOT / "corpus" / "proxies").glob("*.jsonl")):
        first, *lines = [json.loads(line) for line in path.read_text().splitlines()]
        missing = known.keys() - {line["input"] for line in lines}
        if missing or len(lines) != len(known):
            raise ValueError(f"{path.relative_to(ROOT)}: not of these inputs: run ci/proxies --record {first['proxy']}")
        found[first["proxy"], first["version"]] = [(line, *known[line["input"]]) for line in lines]
    return found


def judge(questions, plumbline):
    done = subprocess.run([plumbline, "judge"], input="".join(json.dumps(q) + "\n" for q in questions), text=True,
                          stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for asked, answer in zip(questions, answers):
        if "error" in answer or answer["id"] != asked["id"]:
            raise ValueError(f"the judge does not answer: {answer}")
    return answers


def shown(octets):
    text = octets.decode("latin-1").encode("unicode_escape").decode().replace("|", "\\|").replace("`", "'")
    return f"`{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}`"


def page(found, plumbline):
    sentences = {rule: (level, text) for rule, level, text in RULE.findall((ROOT / "oracle/forwarding.def").read_text())}
    verdicts = {}  # of a proxy: how often each verdict was given
    broken = collections.defaultdict(lambda: collections.defaultdict(list))  # rule, proxy: records
    for proxy, records in found.items():
        answers = judge([question(*record, number) for number, record in enumerate(records)], plumbline)
        verdicts[proxy] = collections.Counter(answer["verdict"] for answer in answers)
        for record, answer in zip(records, answers):
            for entry in answer.get("forwarding") or []:
                if entry["verdict"] in ("violates", "discouraged"):
                    broken[entry["verdict"], entry["rule"]][proxy].append((record, entry))
            if answer["verdict"] == "violates" and not any(e["verdict"] == "violates" for e in answer.get("forwarding") or []):
                broken["violates", answer["clause"]][proxy].append((record, answer))
    names = ("conforms", "allowed", "undecided", "recovers", "discouraged", "over-strict", "violates")
    lines = [HEAD, "| proxy | " + " | ".join(names) + " | died |", "| --- |" + " --- |" * (len(names) + 1)]
    for (proxy, version), counts in verdicts.items():
        died = sum("died" in record for record, _, _ in found[proxy, version])
        lines.append(f"| {proxy} {version} | " + " | ".join(str(counts[name]) for name in names) + f" | {died} |")
    for verdict in ("violates", "discouraged"):
        lines += ["", f"## {verdict.capitalize()}"]
        for (of, rule), proxies in sorted(broken.items(), key=lambda item: (item[0][0], str(item[0][1]))):
            if of != verdict:
                continue
            level, text = sentences.get(rule, ("", next(iter(proxies.values()))[0][1]["why"]))
            lines += ["", f"### {rule}", "", *textwrap.wrap(f"{text} {'(' + level.upper() + ')' if level else ''}".rstrip(), 120), "",
                      "| proxy | inputs | seen with | received | sent on |", "| --- | --- | --- | --- | --- |"]
            for (proxy, version), cases in proxies.items():
                (record, kind, octets), entry = min(cases, key=lambda case: (len(case[0][2]), case[0][0]["input"]))
                sent = base64.b64decode(record["downstream"] if kind == "response"
                                        else (record["upstream"] or [record["downstream"]])[entry.get("forwarded") or 0])
                lines.append(f"| {proxy} {version} | {len(cases)} | `ci/proxies --input {record['input']} {proxy}` "
                             f"| {shown(octets)} | {shown(sent)} |")
    return "\n".join(lines) + "\n", verdicts


def main():
    write = sys.argv[1:] == ["--write"]
    try:
        text, verdicts = page(read_records(), os.environ["PLUMBLINE"])
    except (ValueError, OSError, subprocess.CalledProcessError) as error:
        print(f"ci/check_proxies: {error}", file=sys.stderr)
        return 1
    path = ROOT / "docs" / "findings.md"
    if write:
        path.write_text(text)
    stale = not path.is_file() or path.read_text() != text
    if stale:
        print("docs/findings.md is not what the record says: ci/check_proxies --write, and read what changed")
    violations = sum(counts["violates"] for counts in verdicts.values())
    print(f"{len(verdicts)} proxies, {sum(sum(c.values()) for c in verdicts.values())} records judged, {violations} violate; {int(stale)} problems")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
