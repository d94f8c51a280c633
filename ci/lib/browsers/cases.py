"""The cases that the browsers are shown: responses as octets, and how they come.

Deterministic: the same tree and seed give the same cases. Sources, in turn:
  fact        corpus/models/: what the models were written from, so always in the half `written`
  divergence  corpus/divergences/: witnesses of the named differences between the standard and the models
  case        corpus/cases/: responses with a verdict of the strict parser
  near-miss   strings one step off a production, and sentences of it, put where the production stands in a response
  pieces      values and lines put together from what parsers are known to differ about
  real        mutations of what real servers sent, of the cases and of the witnesses

Each other case is in the half `written` or `held-out` by a hash of its octets.
"""

import base64
import hashlib
import json
import random
import re
import subprocess
from pathlib import Path

from browsers.pieces import cuts, mutate, response

TAIL = b"Content-Length: 2\r\n\r\nhi"
STATUS = b"HTTP/1.1 200 OK\r\n"
CHUNKED = STATUS + b"Transfer-Encoding: chunked\r\n\r\n"
# Where a production stands in a response.
PLACES = {
    "status-line": (b"", b"\r\n" + TAIL),
    "HTTP-version": (b"", b" 200 OK\r\n" + TAIL),
    "status-code": (b"HTTP/1.1 ", b" OK\r\n" + TAIL),
    "reason-phrase": (b"HTTP/1.1 200 ", b"\r\n" + TAIL),
    "field-line": (STATUS, b"\r\n" + TAIL),
    "field-name": (STATUS, b": x\r\n" + TAIL),
    "field-value": (STATUS + b"X: ", b"\r\n" + TAIL),
    "Content-Length": (STATUS + b"Content-Length: ", b"\r\n\r\nhi"),
    "Transfer-Encoding": (STATUS + b"Transfer-Encoding: ", b"\r\n\r\n2\r\nhi\r\n0\r\n\r\n"),
    "Connection": (STATUS + b"Connection: ", b"\r\n" + TAIL),
    "Keep-Alive": (STATUS + b"Keep-Alive: ", b"\r\n" + TAIL),
    "chunked-body": (CHUNKED, b""),
    "chunk": (CHUNKED, b"0\r\n\r\n"),
    "chunk-size": (CHUNKED, b"\r\nhi\r\n0\r\n\r\n"),
    "chunk-ext": (CHUNKED + b"2", b"\r\nhi\r\n0\r\n\r\n"),
    "trailer-section": (CHUNKED + b"2\r\nhi\r\n0\r\n", b"\r\n"),
}
# What a coding makes of a body is not modelled, and browsers undo these.
CODED = re.compile(rb"content-encoding[^\n]*(gzip|deflate|br|zstd|compress|dcb|dcz)", re.I)
METHODS = ("GET", "HEAD", "POST", "PUT")  # that are asked; OPTIONS and DELETE are read as GET is
LARGEST = 4096  # octets of a case: the record of all that was seen is kept


def octets_of(text):
    return text.encode("latin-1")


def digest(case):
    """The case's id: of all that a browser can tell."""
    told = [base64.b64encode(case["octets"]).decode(), case["method"], case["default_port"], case["reads"], case["hold"],
            case["probes"], case["idle"]] + (["https"] if case["https"] else [])
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:10]


def half_of(case):
    if case["source"].startswith("fact"):
        return "written"
    return "written" if hashlib.sha256(case["octets"]).digest()[0] % 2 == 0 else "held-out"


def make(source, octets, **given):
    case = {"source": source, "octets": octets, "method": "GET", "default_port": False, "reads": [], "hold": True,
            "probes": 1, "idle": 0, "https": False, **given}
    if not case["hold"]:
        case["probes"] = 0
    case["id"] = digest(case)
    case["half"] = half_of(case)
    return case


class Generator:
    def __init__(self, root, plumbline, seed):
        self.root, self.plumbline, self.seed = Path(root), plumbline, seed

    def random(self, name):
        return random.Random(f"{self.seed} {name}")

    def run(self, *arguments, text=""):
        done = subprocess.run([self.plumbline, *arguments], input=text, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1, 4):
            raise RuntimeError(f"plumbline {' '.join(arguments)}: {done.stderr.strip()}")
        return [json.loads(line) for line in done.stdout.split("\n") if line]

    def lines(self, folder):
        for path in sorted((self.root / folder).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
                yield json.loads(line)

    def facts(self):
        for fact in self.lines("corpus/models"):
            if "octets" in fact and not fact["kind"].endswith("request") and "methods" not in fact:
                yield make("fact " + fact["id"], octets_of(fact["octets"]), method=fact.get("method", "GET"),
                           default_port=fact.get("port") == 80, hold=not fact.get("eof", True) or len(fact["id"]) % 2 == 0)

    def responses_of_cases(self):
        for path in sorted((self.root / "corpus/cases").rglob("*.json")):
            facts = json.loads(path.read_text(encoding="utf-8"))
            method = next(iter(facts.get("methods", ["GET"])), None)  # none: no request is outstanding
            if facts["kind"] == "response" and method in METHODS:
                yield path.stem, path.with_suffix(".http").read_bytes(), method, facts.get("eof", False)

    def cases(self):
        for name, octets, method, eof in self.responses_of_cases():
            yield make("case " + name, octets, method=method, hold=not eof)

    def witnesses(self):
        """(class, octets, method, what else is given)"""
        for witness in self.lines("corpus/divergences"):
            method = witness.get("method", "GET")
            if method in METHODS:
                given = {"default_port": witness.get("port") == 80, "reads": witness.get("reads", [])}
                yield witness["class"], octets_of(witness["octets"]), method, given

    def divergences(self):
        for name, octets, method, given in self.witnesses():
            reads = given["reads"]
            if sum(reads) >= len(octets):
                given["reads"] = reads[:-1]
            yield make("divergence " + name, octets, method=method, **given)

    def near_misses(self, count):
        draw = self.random("near misses")
        each = max(2, count // (2 * len(PLACES)))
        for production, (before, after) in PLACES.items():
            for what, size in (("--near-miss", ["--length", "30"]), ("--sample", [])):
                for found in self.run("grammar", production, what, str(each), *size, "--json", "--seed", str(self.seed)):
                    octets = before + base64.b64decode(found["octets"]) + after
                    yield self.varied(draw, f"{what[2:]} {production}", octets)

    def pieces(self, count):
        draw = self.random("pieces")
        for _ in range(count):
            kind, octets, given = response(draw)
            yield self.varied(draw, "pieces " + kind, octets, **given)

    def first_responses(self):
        """The first response of each recording, interim ones before it included."""
        manifest = json.loads((self.root / "corpus/real/manifest.json").read_text(encoding="utf-8"))
        questions = []
        for path in sorted((self.root / "corpus/real/responses").glob("*.http")):
            entry = entry_of(manifest, path.name)
            questions.append({"id": path.name, "kind": "response", "methods": entry.get("methods", ["GET"])[:1],
                              "octets": base64.b64encode(path.read_bytes()).decode(), "eof": True})
        for question, found in zip(questions, self.run("parse", text="".join(json.dumps(q) + "\n" for q in questions))):
            octets = base64.b64decode(question["octets"])
            method = question["methods"][0]
            yield question["id"][:-5], octets[:found["consumed"] or len(octets)], method if method in METHODS else "GET"

    def mutations(self, count):
        draw = self.random("mutations")
        originals = list(self.first_responses()) * 3
        originals += [(name, octets, method) for name, octets, method, _ in self.responses_of_cases()]
        originals += [(name, octets, method) for name, octets, method, _ in self.witnesses()]
        originals = [one for one in originals if len(one[1]) <= LARGEST // 2]
        for _ in range(count):
            name, octets, method = draw.choice(originals)
            for _ in range(draw.choice((1, 1, 2, 3))):
                octets = mutate(draw, octets)
            yield self.varied(draw, "real " + name, octets, method=method)

    def varied(self, draw, source, octets, **given):
        """How the octets come, where nothing is said of it."""
        draws = [draw.random() for _ in range(4)]
        if "method" not in given or given["method"] == "GET":
            given["method"] = draw.choices(("GET", "HEAD", "POST", "PUT"), (80, 10, 6, 4))[0]
        given.setdefault("default_port", draws[0] < 0.1)
        given.setdefault("hold", draws[1] < 0.8)
        if draws[2] < 0.2 and octets:
            given["reads"] = cuts(draw, octets)
        return make(source, octets, **given)

    def all(self, count):
        """At least `count` cases, no two alike."""
        found = {}
        parts = [self.facts(), self.divergences(), self.cases()]
        parts += [self.near_misses(count // 3), self.pieces(count // 3), self.mutations(count // 3)]
        for part in parts:
            for case in part:
                if len(case["octets"]) <= LARGEST and not CODED.search(case["octets"]):
                    found.setdefault(case["id"], case)
        for case in list(found.values()):
            if self.is_shown_by_https(case):
                secure = make(**{**{key: case[key] for key in case if key not in ("id", "half")}, "https": True})
                found[secure["id"]] = secure
        return list(found.values())

    @staticmethod
    def is_shown_by_https(case):
        """One case in eight, and those without a whole head, of which some are read otherwise."""
        whole = re.search(rb"^.{0,4}HTTP.*\n\r?\n", case["octets"], re.I | re.S)
        return int(case["id"][0], 16) < 2 or not whole and int(case["id"][0], 16) < 8


def entry_of(manifest, name):
    return next(entry for entry in manifest["files"] if entry["file"] == "responses/" + name)
