"""`plumbline clauses` lists parser/clauses.def, all of it and nothing else."""

import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, ROOT, USAGE, run

ROW = re.compile(r'^PLUMBLINE_CLAUSE\(k\w+, "([^"]+)", (\d+), "([^"]+)", k(\w+), k(\w+), k(\w+), (\d+),\s*((?:"[^"]*"\s*)+)\)',
                 re.MULTILINE)
MEMBERS = ["id", "rfc", "section", "citation", "level", "role", "effect", "status", "sentence"]


def catalogue():
    with open(os.path.join(ROOT, "parser", "clauses.def"), encoding="utf-8") as file:
        text = file.read()
    rows = ROW.findall(text)
    if len(rows) != text.count("\nPLUMBLINE_CLAUSE("):
        raise AssertionError("clauses.def has rows that this test does not read")
    return rows


class Clauses(unittest.TestCase):
    def test_json(self):
        result = run("clauses", "--json")
        self.assertEqual((result.code, result.err), (ACCEPTED, ""))
        listed = [json.loads(line) for line in result.out.splitlines()]
        for clause, (name, document, section, level, _, effect, status, sentence) in zip(listed, catalogue()):
            self.assertEqual(list(clause), MEMBERS)
            self.assertEqual(clause["id"], name)
            self.assertEqual(clause["rfc"], int(document) or None)
            self.assertEqual(clause["section"], section)
            self.assertIn("section " + section, clause["citation"])
            self.assertEqual(clause["level"].lower(), level.lower())
            self.assertEqual(clause["effect"], effect.lower())
            self.assertEqual(clause["status"], int(status) or None)
            self.assertEqual(clause["sentence"], "".join(re.findall('"([^"]*)"', sentence)))
        self.assertEqual(len(listed), len(catalogue()))

    def test_text(self):
        out = run("clauses").out
        blocks = out.rstrip("\n").split("\n\n")
        self.assertEqual([block.split("\n")[0] for block in blocks], [row[0] for row in catalogue()])
        for block, row in zip(blocks, catalogue()):
            self.assertEqual(run("clauses", row[0]).out, block + "\n")
            self.assertIn(", section " + row[2], block)
            self.assertIn("".join(re.findall('"([^"]*)"', row[7])), block)

    def test_some(self):
        result = run("clauses", "--json", "9112-2.2-bare-lf", "9112-2.2-bare-cr")
        self.assertEqual([json.loads(line)["id"] for line in result.out.splitlines()],
                         ["9112-2.2-bare-lf", "9112-2.2-bare-cr"])

    def test_rules_of_forwarding(self):
        with open(os.path.join(ROOT, "oracle", "forwarding.def"), encoding="utf-8") as file:
            ids = re.findall(r'^PLUMBLINE_FORWARDING\(k\w+, "([^"]+)"', file.read(), re.MULTILINE)
        listed = [json.loads(line) for line in run("clauses", "--forwarding", "--json").out.splitlines()]
        self.assertEqual([rule["id"] for rule in listed], ids)
        self.assertEqual([line for line in run("clauses", "--forwarding").out.splitlines() if not line.startswith(" ") and line], ids)
        rule = json.loads(run("clauses", "--json", "9112-6.1-http10-client").out)
        self.assertEqual((rule["level"], rule["role"], rule["messages"], rule["received"], rule["sent"]),
                         ("MUST", "intermediary", ["response"], ["HTTP/1.1", "HTTP/2", "HTTP/3"], ["HTTP/1.1"]))
        self.assertEqual(run("clauses", "--gaps", "--forwarding").code, USAGE)

    def test_unknown(self):
        result = run("clauses", "9112-2.2-bare-cr", "9112-2.2-bare")
        self.assertEqual((result.code, result.out), (USAGE, ""))
        self.assertIn("no clause has the ID 9112-2.2-bare;", result.err)


if __name__ == "__main__":
    unittest.main()
