"""`plumbline grammar --vectors`: the contract of docs/vectors.md and docs/vectors.schema.json, and every promise there."""

import base64
import collections
import json
import os
import subprocess
import sys
import unittest

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_WRITE, PLUMBLINE, ROOT, USAGE, run
from grammar_verb import match

with open(os.path.join(ROOT, "docs", "vectors.schema.json"), encoding="utf-8") as file:
    VALIDATOR = jsonschema.Draft202012Validator(json.load(file))

RESULT = run("grammar", "--vectors")
LINES = RESULT.out.splitlines()
VECTORS = [json.loads(line) for line in LINES]


def fnv1a(octets):
    value = 0xCBF29CE484222325
    for octet in octets:
        value = (value ^ octet) * 0x100000001B3 % (1 << 64)
    return value


def octets_of(vector):
    return base64.b64decode(vector["octets"], validate=True)


def by_production(vectors):
    groups = collections.defaultdict(list)
    for vector in vectors:
        groups["%s/%s" % (vector["document"], vector["production"])].append(vector)
    return groups


class Vectors(unittest.TestCase):
    def test_schema(self):
        self.assertEqual((RESULT.code, RESULT.err), (ACCEPTED, ""))
        for vector in VECTORS:
            VALIDATOR.validate(vector)

    def test_schema_refuses(self):
        good = next(vector for vector in VECTORS if vector["prose"] and vector["expect"] == "accept")
        for wrong in [{"id": "x"}, {"octets": "YQ"}, {"expect": "maybe"}, {"offset": 3}, {"expect": "reject"}, {"more": 1},
                      {"lists": "both"}, {"prose": {}}, {"prose": dict(good["prose"], offset=None)},
                      {"prose": dict(good["prose"], expect="need-more")}]:
            self.assertFalse(VALIDATOR.is_valid({**good, **wrong}), wrong)
        for member in good:
            self.assertFalse(VALIDATOR.is_valid({name: good[name] for name in good if name != member}), member)

    def test_ids(self):
        self.assertEqual(len({vector["id"] for vector in VECTORS}), len(VECTORS))
        for vector in VECTORS:
            self.assertEqual(vector["id"], "%s/%s:%016x" % (vector["document"], vector["production"],
                                                             fnv1a(octets_of(vector))))

    def test_offsets(self):
        for vector in VECTORS:
            for verdict in [vector, vector["prose"]]:
                if verdict and verdict["expect"] == "reject":
                    self.assertLess(verdict["offset"], len(octets_of(vector)))

    def test_prose_only_where_it_differs(self):
        clauses = {json.loads(line)["id"] for line in run("clauses", "--json").out.splitlines()}
        found = set()
        for vector in VECTORS:
            if vector["prose"]:
                found.add(vector["prose"]["clause"])
                self.assertNotEqual((vector["expect"], vector["offset"]),
                                    (vector["prose"]["expect"], vector["prose"]["offset"]))
        self.assertLessEqual(found, clauses)
        self.assertLessEqual({"9110-2.5-major-version", "9112-7.1-chunked-parameter", "9110-4.2.4-userinfo"}, found)

    def test_the_same_again(self):
        self.assertEqual(run("grammar", "--vectors").out, RESULT.out)

    def test_alone(self):
        for production in ("RFC9112/chunk-ext", "Connection", "method"):
            alone = run("grammar", "--vectors", production).out.splitlines()
            name = production.split("/")[-1]
            self.assertEqual(alone, [line for line in LINES if json.loads(line)["production"] == name])
        pair = run("grammar", "--vectors", "method", "RFC9112/method").out.splitlines()
        self.assertEqual(pair, run("grammar", "--vectors", "method").out.splitlines())

    def test_another_production_and_the_sender(self):
        for line in run("grammar", "--vectors", "--sender", "Accept-Language", "weight").out.splitlines():
            vector = json.loads(line)
            VALIDATOR.validate(vector)
            self.assertEqual(vector["lists"], "sender" if vector["production"] == "Accept-Language" else None)
            self.assertEqual(":sender:" in vector["id"], vector["lists"] == "sender")
            self.assertIsNone(vector["prose"])

    def test_read_again(self):
        for vector in VECTORS[::97]:
            found = match("%s/%s" % (vector["document"], vector["production"]), octets_of(vector))
            self.assertEqual(found[:2], (vector["expect"], vector["offset"]), vector)

    def test_every_production_is_covered(self):
        groups = by_production(VECTORS)
        self.assertGreater(len(groups), 40)
        for production, vectors in groups.items():
            words = {vector["expect"] for vector in vectors}
            self.assertGreaterEqual(len(words), 2, production)
            tried = {octet for vector in vectors for octet in octets_of(vector)}
            self.assertEqual(tried, set(range(256)), production)

    def test_no_vector_of_a_nesting_that_is_only_too_deep(self):
        for vector in by_production(VECTORS)["RFC9110/Via"]:
            octets, offset = octets_of(vector), vector["offset"]
            if offset is not None and b"(((" in octets[:offset]:
                self.assertNotEqual(octets[offset:offset + 1], b"(", octets)

    def test_size(self):
        """What a release ships."""
        self.assertLess(len(RESULT.out), 5 << 20)
        packed = subprocess.run(["gzip", "-9"], input=RESULT.out.encode(), capture_output=True, check=True).stdout
        self.assertLess(len(packed), 500 << 10)

    def test_a_reader_that_has_enough(self):
        process = subprocess.Popen([PLUMBLINE, "grammar", "--vectors"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"plumbline: cannot write to standard output: Broken pipe\n")
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), CANNOT_WRITE)

    def test_unknown_production(self):
        result = run("grammar", "--vectors", "method", "chunk-extt")
        self.assertEqual((result.code, result.out), (USAGE, ""))
        self.assertIn("did you mean chunk-ext", result.err)


if __name__ == "__main__":
    unittest.main()
