"""The cases of connections, corpus/exchanges: what is wrong with them, and which rows of oracle/exchange.def they show.
For ci/check_corpus."""

import base64
import json
import re
from pathlib import Path

from corpus.cases import FACT, JsonCase, answers, apart, load_json, neighbour_of, too_few

FOLDER = re.compile(r"(9110|9112)-[0-9A-C]+(\.\d+)*-[A-Za-z0-9-]+")
WHY = re.compile(r"(9110|9112) [0-9A-C]+(\.\d+)*: .*\S\.", re.DOTALL)
ROW = re.compile(r'^PLUMBLINE_EXCHANGE_SENTENCE\(k\w+, "([^"]+)", (\d+), "([^"]+)"', re.M)
ASKED = "server client events requests responses closed left_open".split()
KEYS = [*ASKED, *"decisions retries findings row neighbour why".split()]
# A neighbour differs in its events, in so many of them at most, or in who the sides are.
MOST_EVENTS_APART = 3
FEWEST_CASES = 100


def base64_of(text):
    return base64.b64encode(text.encode("latin-1")).decode()


class Case(JsonCase):
    def __init__(self, path):
        super().__init__(path)
        self.question(), self.sentences()  # what has not what they need is no case

    def sentences(self):
        return [sentence for sentence, _ in self.json["findings"]]

    def question(self):
        """What `plumbline exchange` is asked: octets are base64 there."""
        asked = {key: self.json[key] for key in ASKED if key in self.json}
        for key in ("requests", "responses"):
            if key in asked:
                asked[key] = base64_of(asked[key])
        if "events" in asked:
            asked["events"] = [{**event, "octets": base64_of(event["octets"])} if "octets" in event else event
                               for event in asked["events"]]
        return {"id": self.name, **asked}

    def events(self):
        return [json.dumps(event, sort_keys=True) for event in self.get("events", [])]


def shape(case, rows):
    """What is wrong with one case, for itself."""
    if not FOLDER.fullmatch(case.folder) or not FACT.fullmatch(case.fact):
        yield "its folder is not <rfc>-<section>-<what was seen>, or its name not words and hyphens"
    yield from (f"unknown key {key}" for key in case.json if key not in KEYS)
    if not WHY.fullmatch(case.get("why", "")):
        yield "its why is not an RFC, its section and a sentence"
    yield from (f"no row {sentence} in oracle/exchange.def" for sentence in case.sentences() if sentence not in rows)
    if "row" in case.json and case.json["row"] not in case.sentences():
        yield f"its row {case.json['row']} is not among its findings"
    if "row" in case.json and "neighbour" not in case.json:
        yield "it names no case nearby that does not show its row"


def neighbour(case, cases):
    """What is wrong with the neighbour that a case names."""
    other = neighbour_of(case, cases)
    if other is None:
        yield f"no neighbour {case.get('neighbour')} in its folder"
        return
    if case.get("row") in other.sentences():
        yield f"its neighbour {other.fact} shows the same row"
    if case.question() | {"id": ""} == other.question() | {"id": ""}:
        yield f"its neighbour {other.fact} is the same connection"
    if apart(case.events(), other.events()) > MOST_EVENTS_APART:
        yield f"its neighbour {other.fact} is too far away"


def disagreements(command, cases):
    found = answers([command, "exchange", "--json"], (case.question() for case in cases.values()))
    for case in cases.values():
        answer = found.get(case.name, {})
        exchanges = answer.get("exchanges", [])
        said = {
            "findings": [[finding["sentence"], finding["offset"]] for finding in answer.get("findings", [])],
            "decisions": [" ".join(filter(None, map(exchange["connection"].get, ("decision",)))) +
                          (f" by {exchange['connection']['by']} {exchange['connection']['rule']}"
                           if exchange["connection"]["by"] else "") for exchange in exchanges],
            "retries": [exchange["retry"] for exchange in exchanges],
        }
        for key, value in said.items():
            if key in case.json and case.json[key] != value:
                yield f"{case.name}: {key}: expected {case.json[key]}, plumbline exchange says {value}"


def check(root, command):
    """The cases, how many rows there are, what is wrong, and where the command says something else."""
    cases, defects = load_json(Path(root) / "corpus/exchanges", Case, "a connection")
    rows = {row: (rfc, section) for row, rfc, section in ROW.findall((root / "oracle/exchange.def").read_text())}
    defects += too_few("exchanges", cases, FEWEST_CASES)
    for row, (rfc, section) in rows.items():
        if not row.startswith(f"{rfc}-{section}-"):
            defects.append(f"oracle/exchange.def: {row} is not an id of RFC {rfc}, section {section}")
    for case in cases.values():
        defects += [f"{case.name}: {defect}" for defect in shape(case, rows)]
        if "neighbour" in case.json:
            defects += [f"{case.name}: {defect}" for defect in neighbour(case, cases)]
    shown = {case.get("row") for case in cases.values()}
    defects += [f"{row}: no case of a connection shows it" for row in rows if row not in shown]
    wrong = list(disagreements(command, cases)) if command else []
    return cases, len(rows), [f"exchanges: {defect}" for defect in defects], wrong
