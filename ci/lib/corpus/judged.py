"""The judged cases, corpus/judged: what is wrong with them, and which rows of the judge's tables they reach. For
ci/check_corpus."""

import base64
import json
import re
from pathlib import Path

from corpus.cases import FACT, MOST_OCTETS_APART, OctetCase, answers, apart, load_octets, neighbour_of, too_few

FOLDER = re.compile(r"(9110|9112|9113|9114)-\d+(\.\d+)*-[a-z0-9-]+")
WHY = re.compile(r"(9110|9112|9113|9114) \d+(\.\d+)*: .*\S\.", re.DOTALL)
KEYS = ("kind role methods eof observed verdict clause offset aspect gap by duties forwarding row neighbour why").split()
NEEDED = ("kind", "role", "observed", "verdict", "why")
VERDICTS = ("conforms", "allowed", "undecided", "recovers", "discouraged", "over-strict", "violates")
ROLES = {"request": ("origin", "proxy", "gateway", "intermediary"),
         "response": ("user-agent", "proxy", "gateway", "intermediary")}
MEMBERS = {"outcome", "messages", "replies", "connection", "hidden", "forwarded", "downstream", "next_hop",
           "own_version", "blocked", "clock"}
# A neighbour differs in its octets, in who reads under which conditions, or in what was observed: in one of them.
CONDITIONS = ("role", "methods", "eof")
FEWEST_CASES = 700

# Rows up to the cell that names them.
TABLES = {
    "allowances": re.compile(r'^PLUMBLINE_ALLOWANCE\(\s*k\w+,\s*"([^"]+)"', re.M),
    "refusals": re.compile(r'^PLUMBLINE_REFUSAL\(\s*k\w+,\s*"([^"]+)"', re.M),
    "must_accept": re.compile(r'^PLUMBLINE_MUST_ACCEPT\(\s*k\w+,\s*"([^"]+)"', re.M),
    "gaps": re.compile(r'^PLUMBLINE_GAP\(\s*k\w+,\s*"([^"]+)"', re.M),
}
# The rules of forwarding, and how the judge takes each: an empty string where it is judged.
FORWARDING = re.compile(r'^PLUMBLINE_FORWARDING\((k\w+), "([^"]+)"', re.M)
FORWARDED = re.compile(r'^PLUMBLINE_FORWARDED\((k\w+), k\w+, "([^"]*)"\)', re.M)
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
    "G23": "its ruling is another verdict than undecided",
    "G30": "its ruling is another verdict than undecided",
    "G34": "is about HTTP/2 and HTTP/3",
    "G35": "is about HTTP/2 and HTTP/3",
    "G36": "is about HTTP/2 and HTTP/3",
}


class Case(OctetCase):
    def conditions(self):
        return [self.get(key) for key in CONDITIONS]


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
    rows.update(dict.fromkeys(judged_rules(root)))
    return rows


def judged_rules(root):
    """The ids of the rules of forwarding that octets sent on can show."""
    how = dict(FORWARDED.findall((root / "oracle/forwarded.def").read_text()))
    rules = FORWARDING.findall((root / "oracle/forwarding.def").read_text())
    return [rule for name, rule in rules if how.get(name) == ""]


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
    if ("forwarded" in case.get("observed", {})) != ("forwarding" in case.json):
        yield "what was sent on and the rules that it breaks are told together"
    if "neighbour" not in case.json:
        yield "it names no case nearby with another verdict"
    if (clause := case.get("clause")) and re.fullmatch(r"\d{4}-.*", clause) and clause not in clauses:
        if not re.fullmatch(r"9112-(6\.3|9\.3)-r\d", clause):
            yield f"no clause {clause}"


def neighbour(case, cases):
    """What is wrong with the neighbour that a case names."""
    other = neighbour_of(case, cases)
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


def rules_without_cases(cases, rules):
    """Each rule of forwarding has a case that breaks it, and one that is about it and keeps it."""
    broken = {told.split(" ")[1] for case in cases.values() for told in case.get("forwarding", [])}
    kept = {case.get("row") for case in cases.values()
            if case.get("row") not in (told.split(" ")[1] for told in case.get("forwarding", []))}
    for rule in rules:
        if rule not in broken:
            yield f"{rule}: no judged case breaks this rule"
        if rule not in kept:
            yield f"{rule}: no judged case is about this rule and keeps it"


def encoded(text):
    return base64.b64encode(text.encode("latin-1")).decode()


def forwarded(sent):
    """One of those that were sent on, as the command has it."""
    if isinstance(sent, str):
        return encoded(sent)
    return {key: encoded(value) if key in ("octets", "body") else value for key, value in sent.items()}


def question(case):
    """What `plumbline judge` is asked; octets and bodies are base64 there."""
    observed = json.loads(json.dumps(case.get("observed")))
    for message in observed.get("messages", []):
        if "body" in message:
            message["body"] = encoded(message["body"])
    if "forwarded" in observed:
        sent = observed["forwarded"]
        observed["forwarded"] = [*map(forwarded, sent)] if isinstance(sent, list) else forwarded(sent)
    return {**case.question(("kind", *CONDITIONS)), "observed": observed}


def disagreements(command, cases):
    found = answers([command, "judge"], map(question, cases.values()))
    for case in cases.values():
        answer = found.get(case.name, {})
        said = {key: answer.get(key) for key in ("verdict", "clause", "offset", "aspect", "gap")}
        said["by"] = [step["sentence"] for step in answer.get("by", [])]
        said["duties"] = [" ".join(filter(None, (duty["duty"], str(duty.get("status") or ""), "by", duty["sentence"])))
                          for duty in answer.get("duties", [])]
        if "forwarding" in answer:
            said["forwarding"] = [f"{rule['verdict']} {rule['rule']}" for rule in answer["forwarding"]]
        for key, value in said.items():
            if key in case.json and case.json[key] != value:
                yield f"{case.name}: {key}: expected {case.json[key]}, plumbline judge says {value}"


def check(root, command):
    """The cases, how many rows there are, what is wrong, and where the command says something else."""
    cases, defects = load_octets(Path(root) / "corpus/judged", Case)
    defects += too_few("judged", cases, FEWEST_CASES)
    rows = rows_of(root)
    clauses = {clause for _, clause in CLAUSE.findall((root / "parser/clauses.def").read_text())}
    for case in cases.values():
        defects += [f"{case.name}: {defect}" for defect in (*shape(case, rows, clauses), *neighbour(case, cases))]
    defects += [*contradictions(cases), *coverage(cases, rows), *rules_without_cases(cases, judged_rules(Path(root)))]
    wrong = list(disagreements(command, cases)) if command and not defects else []
    return cases, len({group or row for row, group in rows.items()}), [f"judged: {defect}" for defect in defects], wrong
