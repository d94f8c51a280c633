"""The judged cases, corpus/judged: what is wrong with them, and which rows of the judge's tables they reach. For
ci/check_corpus."""

import base64
import json
import re
import subprocess
from pathlib import Path

FOLDER = re.compile(r"(9110|9112)-\d+(\.\d+)*-[a-z0-9-]+")
FACT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WHY = re.compile(r"(9110|9112) \d+(\.\d+)*: .*\S\.", re.DOTALL)
KEYS = ("kind role methods eof observed verdict clause offset aspect gap by duties row neighbour why").split()
NEEDED = ("kind", "role", "observed", "verdict", "why")
VERDICTS = ("conforms", "allowed", "undecided", "recovers", "discouraged", "over-strict", "violates")
ROLES = {"request": ("origin", "proxy", "gateway", "intermediary"),
         "response": ("user-agent", "proxy", "gateway", "intermediary")}
MEMBERS = {"outcome", "messages", "replies", "connection", "hidden"}
# A neighbour differs in its octets, in who reads under which conditions, or in what was observed: in one of them.
CONDITIONS = ("role", "methods", "eof")
MOST_OCTETS_APART = 64
FEWEST_CASES = 700

# Rows up to the cell that names them.
TABLES = {
    "allowances": re.compile(r'^PLUMBLINE_ALLOWANCE\(\s*k\w+,\s*"([^"]+)"', re.M),
    "refusals": re.compile(r'^PLUMBLINE_REFUSAL\(\s*k\w+,\s*"([^"]+)"', re.M),
    "must_accept": re.compile(r'^PLUMBLINE_MUST_ACCEPT\(\s*k\w+,\s*"([^"]+)"', re.M),
    "gaps": re.compile(r'^PLUMBLINE_GAP\(\s*k\w+,\s*"([^"]+)"', re.M),
}
GOING_ON = re.compile(r"^PLUMBLINE_GOING_ON\(\s*(k\w+),\s*(.+?),\s*(k[A-Z]\w+),\s*(?:k[A-Z]\w+|[A-Z_]+),", re.M)
CLAUSE = re.compile(r'^PLUMBLINE_CLAUSE\(\s*(k\w+),\s*"([^"]+)"', re.M)
# Who reads where a row of going_on.def is about these readers; and how a case writes the place of a row.
READERS = {
    "kServers": ("origin", "proxy", "gateway"),
    "kClients": ("user-agent", "proxy", "gateway"),
    "kForwardingClients": ("proxy", "gateway"),
    "kUserAgentReader": ("user-agent",),
    "kOriginServer": ("origin",),
    "kProxyOfRequests": ("proxy",),
    "kEveryone": ("origin", "proxy", "gateway", "user-agent"),
}
PLACES = {"kAnyPlace": "", "kValues": "/values", "kTrailerLines": "/trailers",
          "kTrailerLines | At(Place::kTrailerValue)": "/trailers", "At(Place::kLaterMinor)": "/later-minor"}
# Gaps that octets of one direction cannot show, and rows that none reach.
BEYOND = {
    "G07": "is in the verdicts of every row on grammar",
    "G22": "is about what is forwarded",
    "G23": "is about what is forwarded",
    "G29": "is about what is forwarded",
    "G30": "is about what is forwarded",
    "G34": "is about HTTP/2 and HTTP/3",
    "G35": "is about HTTP/2 and HTTP/3",
    "G36": "is about HTTP/2 and HTTP/3",
    "G38": "is about what is forwarded",
}


class Case:
    def __init__(self, path):
        self.folder, self.fact = path.parent.name, path.stem
        self.name = f"{self.folder}/{self.fact}"
        self.octets = path.read_bytes()
        self.json = json.loads(path.with_suffix(".json").read_text())

    def get(self, key, default=None):
        return self.json.get(key, default)

    def conditions(self):
        return [self.get(key) for key in CONDITIONS]


def load(folder):
    loaded, defects = {}, []
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        name = path.relative_to(folder)
        if path.suffix not in (".http", ".json") or len(name.parts) != 2:
            defects.append(f"{name}: neither octets nor their verdict")
        elif not path.with_suffix(".json" if path.suffix == ".http" else ".http").exists():
            defects.append(f"{name}: {'no verdict' if path.suffix == '.http' else 'no octets'} beside it")
        elif path.suffix == ".http":
            try:
                case = Case(path)
                loaded[case.name] = case
            except ValueError as error:
                defects.append(f"{name}: the JSON beside it does not parse: {error}")
    if len(loaded) < FEWEST_CASES:
        defects.append(f"{folder.name}: only {len(loaded)} cases, where there were {FEWEST_CASES} and more")
    return loaded, defects


def rows_of(root):
    """Each row of the judge's tables by the name that a case has for it, with the roles that may reach it."""
    rows = {}
    for table, pattern in TABLES.items():
        for row in pattern.findall((root / "oracle" / f"{table}.def").read_text()):
            rows[row] = None
    clauses = dict(CLAUSE.findall((root / "parser/clauses.def").read_text()))
    for clause, places, readers in GOING_ON.findall((root / "oracle/going_on.def").read_text()):
        for role in READERS[readers]:
            name = f"{clauses[clause]}@{role}{PLACES[places]}"
            rows.setdefault(name, (clauses[clause], readers, places))
    return rows


def shape(case, rows, clauses):
    """What is wrong with one case, for itself."""
    if not FOLDER.fullmatch(case.folder):
        yield "its folder is not named <rfc>-<section>-<rule>"
    if not FACT.fullmatch(case.fact):
        yield "its name is not words and hyphens"
    yield from (f"unknown key {key}" for key in case.json if key not in KEYS)
    yield from (f"no {key}" for key in NEEDED if key not in case.json)
    if case.get("role") not in ROLES.get(case.get("kind"), ()):
        yield f"a {case.get('role')} reads no {case.get('kind')}"
    if case.get("verdict") not in VERDICTS:
        yield "no verdict"
    if not WHY.fullmatch(case.get("why", "")):
        yield "its why is not an RFC, its section and a sentence"
    yield from (f"unknown member {key} of observed" for key in case.get("observed", {}) if key not in MEMBERS)
    if "offset" in case.json and not 0 <= case.json["offset"] <= len(case.octets):
        yield "its offset lies outside"
    if "row" in case.json and case.json["row"] not in rows:
        yield f"no row {case.json['row']} in the judge's tables"
    row = case.get("row", "")
    if "@" in row and row.split("@")[1].split("/")[0] != case.get("role"):
        yield f"its row {row} is another role's"
    if "neighbour" not in case.json:
        yield "it names no case nearby with another verdict"
    if (clause := case.get("clause")) and re.fullmatch(r"\d{4}-.*", clause) and clause not in clauses:
        if not re.fullmatch(r"9112-(6\.3|9\.3)-r\d", clause):
            yield f"no clause {clause}"


def apart(a, b):
    """How many octets lie between the common beginning and the common end."""
    shortest = min(len(a), len(b))
    begin = next((i for i in range(shortest) if a[i] != b[i]), shortest)
    end = next((i for i in range(shortest - begin) if a[-1 - i] != b[-1 - i]), shortest - begin)
    return max(len(a), len(b)) - begin - end


def neighbour(case, cases):
    """What is wrong with the neighbour that a case names."""
    other = cases.get(f"{case.folder}/{case.get('neighbour')}")
    if other is None:
        yield f"no neighbour {case.get('neighbour')} in its folder"
        return
    if other.get("verdict") == case.get("verdict"):
        yield f"its neighbour {other.fact} has the same verdict"
    differ = [name for name, equal in (("octets", other.octets == case.octets),
                                       ("readers", other.conditions() == case.conditions()),
                                       ("observations", other.get("observed") == case.get("observed"))) if not equal]
    if len(differ) != 1 or other.get("kind") != case.get("kind"):
        yield f"its neighbour {other.fact} has other {' and '.join(differ) or 'of nothing'}"
    if apart(case.octets, other.octets) > MOST_OCTETS_APART:
        yield f"its neighbour {other.fact} is too far away"


def contradictions(cases):
    first = {}
    for case in cases.values():
        question = json.dumps([case.get("kind"), case.conditions(), case.get("observed")], sort_keys=True), case.octets
        other = first.setdefault(question, case)
        if other.get("verdict") != case.get("verdict"):
            yield f"{case.name}: contradicts {other.name}"
        elif other is not case:
            yield f"{case.name}: is the same as {other.name}"


def coverage(cases, rows):
    """Rows that no case reaches. One of going_on.def is reached by any of its readers."""
    named = {case.get("row") for case in cases.values()} | {case.get("gap") for case in cases.values()}
    groups = {}
    for row, group in rows.items():
        groups.setdefault(group or row, []).append(row)
    for group in groups.values():
        if not named & set(group) and group[0] not in BEYOND:
            yield f"{group[0]}: no judged case reaches this row"
    for gap in BEYOND:
        if gap not in rows or gap in named:
            yield f"{gap}: a case has it, though none is said to be possible"


def answers(command, cases):
    """What `plumbline judge` says, case by case."""
    lines = []
    for case in cases:
        observed = json.loads(json.dumps(case.get("observed")))
        for message in observed.get("messages", []):
            if "body" in message:
                message["body"] = base64.b64encode(message["body"].encode("latin-1")).decode()
        question = {key: case.get(key) for key in ("kind", "role", "methods", "eof") if key in case.json}
        question.update(id=case.name, octets=base64.b64encode(case.octets).decode(), observed=observed)
        lines.append(json.dumps(question))
    run = subprocess.run([command, "judge"], input="\n".join(lines) + "\n", capture_output=True, text=True, check=False)
    # JSON Lines end with LF alone; splitlines() would also split at U+0085, which a value may have.
    return {answer.get("id"): answer for answer in map(json.loads, run.stdout.split("\n")[:-1])}


def disagreements(command, cases):
    found = answers(command, list(cases.values()))
    for case in cases.values():
        answer = found.get(case.name, {})
        said = {key: answer.get(key) for key in ("verdict", "clause", "offset", "aspect", "gap")}
        said["by"] = [step["sentence"] for step in answer.get("by", [])]
        said["duties"] = [" ".join(filter(None, (duty["duty"], str(duty.get("status") or ""), "by", duty["sentence"])))
                          for duty in answer.get("duties", [])]
        for key, value in said.items():
            if key in case.json and case.json[key] != value:
                yield f"{case.name}: {key}: expected {case.json[key]}, plumbline judge says {value}"


def check(root, command):
    """The cases, how many rows there are, what is wrong, and where the command says something else."""
    cases, defects = load(Path(root) / "corpus/judged")
    rows = rows_of(root)
    clauses = {clause for _, clause in CLAUSE.findall((root / "parser/clauses.def").read_text())}
    for case in cases.values():
        defects += [f"{case.name}: {defect}" for defect in (*shape(case, rows, clauses), *neighbour(case, cases))]
    defects += [*contradictions(cases), *coverage(cases, rows)]
    wrong = list(disagreements(command, cases)) if command and not defects else []
    return cases, len({group or row for row, group in rows.items()}), [f"judged: {defect}" for defect in defects], wrong
