"""The cases of field lists, corpus/lists: what is wrong with them, and what they cover. For ci/check_corpus."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from corpus.cases import FACT, JsonCase, apart, load_json, neighbour_of, too_few

FOLDER = re.compile(r"(9113|9114)-\d+(\.\d+)*-[A-Za-z][A-Za-z0-9-]*")
WHY = re.compile(r"(9113|9114|9110|9112|3986) \d+(\.\d+)*(,| and|:) .*\S", re.DOTALL)
KEYS = "version kind fields verdict clause field part offset missing also notes neighbour why".split()
VERSIONS = {"HTTP/2": "9113", "HTTP/3": "9114"}
KINDS = ("request", "response", "trailers")
# A neighbour differs in one field, or in where one stands.
MOST_FIELDS_APART = 3
FEWEST_CASES = 200


class Case(JsonCase):
    def __init__(self, path):
        super().__init__(path)
        self.fields = [tuple(field) for field in self.json["fields"]]

    def malformed(self):
        return self.get("verdict") == "malformed"

    def notes(self):
        return {note["clause"] for note in self.get("notes", [])}

    def places(self):
        """Where the case says that something is wrong or noted."""
        return [*([self.json] if self.malformed() else []), *self.get("also", []), *self.get("notes", [])]


def shape(case, clauses):
    """What is wrong with one case, for itself."""
    if not FOLDER.fullmatch(case.folder) or not FACT.fullmatch(case.fact):
        yield "its folder is not <rfc>-<section>-<rule>, or its name not words and hyphens"
    for key in case.json:
        if key not in KEYS:
            yield f"unknown key {key}"
    if VERSIONS.get(case.get("version")) != case.folder[:4]:
        yield "its version is not that of the folder's RFC"
    if case.get("kind") not in KINDS or case.get("verdict") not in ("well-formed", "malformed"):
        yield "no kind, or no verdict"
    if any(len(field) != 2 or not all(isinstance(part, str) for part in field) for field in case.fields):
        yield "a field is not [name, value]"
    if not WHY.fullmatch(case.get("why", "")):
        yield "its why is not an RFC, its section and what it says"
    for place in case.places():
        effect = "kNote" if place in case.get("notes", []) else "kReject"
        if clauses.get(place.get("clause")) != effect:
            yield f"{place.get('clause')} is not a clause that {'notes' if effect == 'kNote' else 'rejects'}"
        if "missing" in place:
            continue
        field, part = place.get("field", -1), place.get("part")
        if not 0 <= field < len(case.fields) or part not in ("name", "value"):
            yield f"{place.get('clause')} lies in no field"
        elif not 0 <= place.get("offset", -1) <= len(case.fields[field][part == "value"]):
            yield f"{place.get('clause')} lies outside its field"
    if case.malformed() and "neighbour" not in case.json:
        yield "a malformed case names its nearest well-formed neighbour"
    if not case.malformed() and ("clause" in case.json or "also" in case.json):
        yield "a clause and its place belong to malformed cases"


def neighbour(case, cases):
    other = neighbour_of(case, cases)
    if other is None:
        yield f"no neighbour {case.get('neighbour')} in its folder"
        return
    if other.malformed() or other.get("kind") != case.get("kind"):
        yield f"its neighbour {other.fact} is not a well-formed {case.get('kind')}"
    if not case.malformed() and case.notes() <= other.notes():
        yield f"its neighbour {other.fact} has the same notes"
    if (distance := apart(case.fields, other.fields)) > MOST_FIELDS_APART:
        yield f"its neighbour {other.fact} is {distance} fields apart"


def contradictions(cases):
    first = {}
    for case in cases.values():
        question = json.dumps([case.get("version"), case.get("kind"), case.fields])
        answer = [case.get(key) for key in ("verdict", "clause", "field", "part", "offset", "missing", "also", "notes")]
        other, known = first.setdefault(question, (case, answer))
        if answer != known:
            yield f"{case.name}: contradicts {other.name}"


def covered(cases):
    """The clauses by which a case is malformed, or that are noted where its neighbour does not note them."""
    clauses = set()
    for case in cases.values():
        other = neighbour_of(case, cases)
        if case.malformed():
            clauses.add(case.get("clause"))
        elif other is not None:
            clauses |= case.notes() - other.notes()
    return clauses


def as_text(case):
    """The list as `plumbline explain` reads it; None where lines cannot say it."""
    lines = []
    for name, value in case.fields:
        if name == "" or ":" in name[1:] or "\n" in name + value:
            return None
        lines.append(f"{name}: {value}\r\n")
    return "".join(lines).encode("latin-1") if lines else None


def disagreements(command, cases):
    """Where the command says something else."""
    options = {"HTTP/2": "--h2", "HTTP/3": "--h3"}
    with tempfile.TemporaryDirectory() as folder:
        for version, option in options.items():
            for kind in KINDS:
                asked = {}
                for number, case in enumerate(cases.values()):
                    text = as_text(case)
                    if text is not None and (case.get("version"), case.get("kind")) == (version, kind):
                        path = Path(folder, str(number))
                        path.write_bytes(text)
                        asked[str(path)] = case
                run = subprocess.run([command, "explain", option, f"--{kind}", "--json", *asked], capture_output=True,
                                     text=True, check=False)
                found = {answer["id"]: answer for answer in map(json.loads, run.stdout.split("\n")[:-1])}
                for path, case in asked.items():
                    yield from differences(case, found.get(path, {}))


def differences(case, answer):
    for key in ("verdict", "clause"):
        if answer.get(key) != case.get(key):
            yield f"{case.name}: {key}: expected {case.get(key)}, plumbline explain says {answer.get(key)}"
    keys = ("clause", "field", "part", "offset")
    said = sorted(str([error[key] for key in keys] if error["missing"] is None else [error["clause"], error["missing"]])
                  for error in answer.get("errors", []))
    stated = sorted(str([place["clause"], place["missing"]] if "missing" in place else [place[key] for key in keys])
                    for place in case.places())
    if said != stated:
        yield f"{case.name}: expected {stated}, plumbline explain says {said}"


def check(folder, clauses, command):
    """The cases, the clauses that they cover, and every defect; with no command, it is not asked."""
    cases, defects = load_json(folder, Case, "a field list")
    defects += too_few("lists", cases, FEWEST_CASES)
    for case in cases.values():
        defects += [f"{case.name}: {defect}" for defect in shape(case, clauses)]
        if "neighbour" in case.json:
            defects += [f"{case.name}: {defect}" for defect in neighbour(case, cases)]
    defects += contradictions(cases)
    wrong = [*disagreements(command, cases)] if command else []
    return cases, covered(cases), defects, wrong
