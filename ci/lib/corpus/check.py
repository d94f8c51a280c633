"""Counts what the case corpus covers and finds what is wrong with it. Called by ci/check_corpus."""

import json
import os
import pathlib
import re
import sys

from corpus.cases import FACT, MOST_OCTETS_APART, OctetCase, answers, apart, load_octets, neighbour_of, too_few
from corpus.exchanges import check as check_exchanges
from corpus.judged import check as check_judged
from corpus.lists import check as check_lists

FOLDER = re.compile(r"(2068|3986|9110|9112)-[0-9A-C]+(\.[0-9]+)*-[A-Za-z][A-Za-z0-9-]*")
WHY = re.compile(r"(\d{4}|draft) [0-9A-C]+(\.\d+)*( items? \d)?(:|,| [a-z]).*\S", re.DOTALL)
ROW = re.compile(r"[A-L]\d+")
CLAUSE = re.compile(r'^PLUMBLINE_CLAUSE\(k\w+, "([^"]+)".*?\b(kReject|kNote),', re.MULTILINE | re.DOTALL)
KEYS = ("kind role methods eof limits verdict clause offset place consumed tunnel messages findings catalogue "
        "neighbour why").split()
FEWEST_CASES = 1000
SECTIONS = "ABCDEFGHI"  # of the catalogue, each with all its rows


class Case(OctetCase):
    def noted(self):
        return {clause for clause, _ in self.get("findings", [])}

    def asked(self):
        """What was asked: two cases that ask the same have the same answer."""
        conditions = {key: self.get(key) for key in ("kind", "role", "methods", "eof", "limits")}
        return json.dumps(conditions, sort_keys=True), self.octets


def shape(case, clauses, rows):
    """What is wrong with one case, for itself."""
    if not FOLDER.fullmatch(case.folder):
        yield "its folder is not named <rfc>-<section>-<production>"
    if not FACT.fullmatch(case.fact):
        yield "its name is not words and hyphens"
    for key in case.json:
        if key not in KEYS:
            yield f"unknown key {key}"
    if case.get("kind") not in ("request", "response"):
        yield "its kind is neither request nor response"
    verdict = case.get("verdict")
    if verdict not in ("accept", "reject", "need-more"):
        yield "no verdict"
    if not WHY.fullmatch(case.get("why", "")):
        yield "its why is not an RFC, its section and what it says"
    for row in case.get("catalogue", []):
        if row not in rows:
            yield f"no row {row} in corpus/catalogue.json"
    for clause, offset in case.get("findings", []):
        if clauses.get(clause) != "kNote":
            yield f"finding {clause} is not a clause that notes"
        if not 0 <= offset <= len(case.octets):
            yield f"finding {clause} lies outside"
    if verdict == "reject":
        if clauses.get(case.get("clause")) != "kReject":
            yield f"{case.get('clause')} is not a clause that rejects"
        if not 0 <= case.get("offset", -1) <= len(case.octets):
            yield "no offset, or one outside"
        if "neighbour" not in case.json:
            yield "a rejecting case names its nearest accepted neighbour"
    elif "clause" in case.json or "offset" in case.json:
        yield "a clause and an offset belong to rejecting cases"


def neighbour(case, cases):
    """What is wrong with the neighbour that a case names."""
    other = neighbour_of(case, cases)
    if other is None:
        yield f"no neighbour {case.get('neighbour')} in its folder"
        return
    if other.get("verdict") != "accept" or other.get("kind") != case.get("kind"):
        yield f"its neighbour {other.fact} is not an accepted {case.get('kind')}"
    if case.get("verdict") != "reject" and case.noted() <= other.noted():
        yield f"its neighbour {other.fact} has the same findings"
    if (distance := apart(case.octets, other.octets)) > MOST_OCTETS_APART:
        yield f"its neighbour {other.fact} is {distance} octets apart"


def contradictions(cases):
    first = {}
    for case in cases.values():
        answer = [case.get(key) for key in ("verdict", "clause", "offset", "findings")]
        other, known = first.setdefault(case.asked(), (case, answer))
        if answer != known:
            yield f"{case.name}: contradicts {other.name}"


def coverage(cases, of_lists, clauses, rows):
    """Clauses and rows without a case; `of_lists` are the clauses that cases of field lists cover."""
    rejecting = {case.get("clause") for case in cases.values()}
    noting = set()
    for case in cases.values():
        other = neighbour_of(case, cases)
        if other is not None:
            noting |= case.noted() - other.noted()
    for clause, effect in clauses.items():
        if clause not in of_lists | (rejecting if effect == "kReject" else noting):
            yield f"{clause}: no case {'is rejected' if effect == 'kReject' else 'notes it, beside a neighbour that does not'}"
    covered = {row for case in cases.values() for row in case.get("catalogue", [])}
    for row, title in rows.items():
        if row not in covered:
            yield f"catalogue {row}, {title}: no case"
    for section in SECTIONS:
        numbers = sorted(int(row[1:]) for row in rows if row[0] == section)
        if not numbers or numbers != list(range(1, numbers[-1] + 1)):
            yield f"catalogue: the rows of section {section} have gaps"


def disagreements(command, cases):
    asked = [case for case in cases.values() if "limits" not in case.json]  # the command has no switch for limits
    found = answers([command, "parse"], (case.question(("kind", "role", "methods", "eof")) for case in asked))
    for case in asked:
        answer = found.get(case.name, {})
        for key in ("verdict", "clause", "offset"):
            if answer.get(key) != case.get(key):
                yield f"{case.name}: {key}: expected {case.get(key)}, plumbline parse says {answer.get(key)}"
        if len(answer.get("messages", [])) != len(case.get("messages", [])):
            yield f"{case.name}: plumbline parse counts other messages"


def main(root):
    clauses = dict(CLAUSE.findall((root / "parser/clauses.def").read_text()))
    rows = json.loads((root / "corpus/catalogue.json").read_text())
    cases, defects = load_octets(root / "corpus/cases", Case)
    if len(clauses) < 50:
        defects.append(f"parser/clauses.def: only {len(clauses)} clauses were found in it")
    defects += too_few("cases", cases, FEWEST_CASES)
    defects += [f"catalogue: {row} is not a row id" for row in rows if not ROW.fullmatch(row)]
    for case in cases.values():
        defects += [f"{case.name}: {defect}" for defect in shape(case, clauses, rows)]
        if "neighbour" in case.json:
            defects += [f"{case.name}: {defect}" for defect in neighbour(case, cases)]
    command = os.environ.get("PLUMBLINE", root / "out/bin/plumbline")
    command = command if os.access(command, os.X_OK) else None
    lists, of_lists, list_defects, wrong = check_lists(root / "corpus/lists", clauses, command)
    judged, judged_rows, judged_defects, judged_wrong = check_judged(root, command)
    exchanges, exchange_rows, exchange_defects, exchange_wrong = check_exchanges(root, command)
    wrong += judged_wrong + exchange_wrong
    defects += [*contradictions(cases), *list_defects, *judged_defects, *exchange_defects,
                *coverage(cases, of_lists, clauses, rows)]
    asked = "not asked: no out/bin/plumbline"
    if command:
        wrong += disagreements(command, cases)
        asked = f"disagrees {len(wrong)} times" if wrong else "agrees"
        defects += wrong
    print(*defects, sep="\n", end="\n" if defects else "")

    verdicts = [case.get("verdict") for case in cases.values()]
    effects = list(clauses.values())
    print(f"{len(cases)} cases ({verdicts.count('accept')} accept, {verdicts.count('reject')} reject, "
          f"{verdicts.count('need-more')} need more) in {len({case.folder for case in cases.values()})} folders; "
          f"{len(judged)} judged cases, for {judged_rows} rows of the judge's tables; "
          f"{len(exchanges)} connections, for {exchange_rows} rows of oracle/exchange.def; "
          f"{len(lists)} field lists ({sum(case.malformed() for case in lists.values())} malformed); "
          f"{effects.count('kReject')} clauses that reject, {effects.count('kNote')} that note, {len(rows)} catalogue rows; "
          f"the command {asked}; {len(defects)} defects")
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
