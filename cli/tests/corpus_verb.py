"""`plumbline corpus`: the contract of docs/vectors.md and docs/messages.schema.json, and the corpus that it carries."""

import base64
import glob
import gzip
import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, PLUMBLINE, ROOT, USAGE, run

import jsonschema

CORPUS = os.path.join(ROOT, "corpus")
QUESTIONS = [json.loads(line) for line in run("corpus").out.splitlines()]
RESULT = run("corpus", "--permitted")
LINES = [json.loads(line) for line in RESULT.out.splitlines()]
with open(os.path.join(ROOT, "docs", "messages.schema.json"), encoding="utf-8") as file:
    VALIDATOR = jsonschema.Draft202012Validator(json.load(file))


def cases():
    """id: (what stands beside the octets, the octets)"""
    found = {}
    for path in glob.glob(os.path.join(CORPUS, "cases", "*", "*.json")):
        with open(path, encoding="utf-8") as file:
            case = json.load(file)
        with open(path[:-5] + ".http", "rb") as file:
            if "limits" not in case:
                found[os.path.relpath(path[:-5], CORPUS)] = case, file.read()
    return found


def real():
    with open(os.path.join(CORPUS, "real", "manifest.json"), encoding="utf-8") as file:
        for entry in json.load(file)["files"]:
            with open(os.path.join(CORPUS, "real", entry["file"]), "rb") as octets:
                yield "real/" + entry["file"][:-5], (entry, octets.read())


class Corpus(unittest.TestCase):
    def test_schema(self):
        self.assertEqual((RESULT.code, RESULT.err), (ACCEPTED, ""))
        for line in QUESTIONS + LINES:
            VALIDATOR.validate(line)

    def test_schema_refuses(self):
        good = next(line for line in LINES if "methods" in line)
        for wrong in [{"id": "x"}, {"kind": "both"}, {"role": "origin"}, {"octets": "YQ"}, {"methods": "GET"}, {"eof": None},
                      {"more": 1}, {"permitted": {}}, {"permitted": {"origin": good["permitted"]["proxy"]}}, {"strict": {}}]:
            self.assertFalse(VALIDATOR.is_valid({**good, **wrong}), wrong)
        for member in set(good) - {"methods"}:
            self.assertFalse(VALIDATOR.is_valid({name: good[name] for name in good if name != member}), member)

    def test_it_is_the_corpus(self):
        """Octets, and under which conditions they are read; and the verdict that a person wrote beside them."""
        wanted = dict(cases(), **dict(real()))
        self.assertEqual({line["id"] for line in LINES}, set(wanted))
        self.assertEqual(len(LINES), len(wanted))
        for line in LINES:
            case, octets = wanted[line["id"]]
            self.assertEqual(base64.b64decode(line["octets"], validate=True), octets, line["id"])
            role = case.get("role", "origin" if case["kind"] == "request" else "user-agent")
            self.assertEqual((line["kind"], line["role"], line.get("methods"), line["eof"]),
                             (case["kind"], role, case.get("methods"), case.get("eof", False)), line["id"])
            verdict = case if line["id"].startswith("cases/") else case["verdict"]
            strict = line["strict"]
            self.assertEqual((strict["verdict"], strict["clause"], strict["offset"]),
                             (verdict["verdict"], verdict.get("clause"), verdict.get("offset")), line["id"])

    def test_a_question_is_a_line_without_what_is_known_of_it(self):
        self.assertEqual(QUESTIONS, [{name: line[name] for name in line if name not in ("strict", "permitted")} for line in LINES])

    def test_a_question_is_one_of_parse_and_of_judge(self):
        for kind in ("request", "response"):
            asked = run("corpus", "--kind", kind)
            self.assertEqual([json.loads(line) for line in asked.out.splitlines()], [q for q in QUESTIONS if q["kind"] == kind])
            for verb in ("parse", "judge"):
                answers = [json.loads(line) for line in run(verb, octets=asked.out.encode()).out.splitlines()]
                self.assertEqual([answer["id"] for answer in answers], [q["id"] for q in QUESTIONS if q["kind"] == kind])
                self.assertFalse([answer for answer in answers if "error" in answer])

    def test_permitted_is_what_judge_lists(self):
        for role in ("origin", "user-agent", "proxy", "gateway"):
            lines = [line for line in LINES if role in line["permitted"]][::7]
            asked = [{name: value for name, value in {**line, "role": role}.items() if name not in ("strict", "permitted")}
                     for line in lines]
            answers = run("judge", octets="".join(json.dumps(q) + "\n" for q in asked).encode()).out.splitlines()
            self.assertEqual([json.loads(answer) for answer in answers],
                             [dict({"id": line["id"]}, **line["permitted"][role]) for line in lines])

    def test_the_strict_reading_is_permitted(self):
        for line in LINES:
            if line["strict"]["verdict"] == "accept" and not line["strict"]["tunnel"] and line["role"] != "intermediary":
                self.assertEqual(line["permitted"][line["role"]]["readings"][0]["verdict"], "conforms", line["id"])

    def test_some(self):
        ids = [QUESTIONS[5]["id"], QUESTIONS[2]["id"]]
        self.assertEqual([json.loads(line) for line in run("corpus", *ids).out.splitlines()], [QUESTIONS[5], QUESTIONS[2]])
        for words, said in ((("cases/9112-3.1-method/gett",), "did you mean cases/9112-3.1-method/get"), (("",), 'the ID ""'),
                            (("--kind", "response", "cases/9112-3.1-method/get"), "is of the other kind"),
                            (("--kind", "requests"), "did you mean request"), (("--permited",), "did you mean --permitted")):
            result = run("corpus", *words)
            self.assertEqual((result.code, result.out), (USAGE, ""), words)
            self.assertIn(said, result.err)

    def test_outside_the_repository(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(run("corpus", "--permitted", cwd=folder), RESULT)

    def test_size(self):
        """What a release ships."""
        self.assertLess(len(gzip.compress(RESULT.out.encode())), 2 << 20)
        self.assertGreater(len(LINES), 1000)


if __name__ == "__main__":
    unittest.main()
