"""`plumbline explain --h2` and `--h3`: how a field list is read from text, what is said of it, and the exit status."""

import glob
import json
import os
import re
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_READ, REJECTED, ROOT, USAGE, run

REQUEST = b":method: GET\n:scheme: https\n:authority: a\n:path: /\n"
RESPONSE = b":status: 200\n"
LIST_MODELS = ["chromium", "firefox", "firefox-neqo-0.30", "webkitgtk", "safari"]
MEMBERS = ["id", "version", "kind", "verdict", "clause", "rfc", "section", "errors", "fields", "trailers"]
ERROR_MEMBERS = ["clause", "rfc", "section", "level", "effect", "in", "field", "part", "offset", "missing"]
CARET = re.compile(r" {8} \| ( *)\^~* (?:(:\w+) is missing: )?(malformed|note)  \[([^]]+)\]")


def answer(octets, *options, code=None):
    result = run("explain", "--json", *options, octets=octets)
    if result.err or (code is not None and result.code != code):
        raise AssertionError(result)
    return json.loads(result.out)


class Text(unittest.TestCase):
    def fields(self, octets, *options):
        return answer(octets, "--h2", "--request", *options)["fields"]

    def test_lines(self):
        for octets in (b"a: b\nc: d\n", b"a: b\r\nc: d\r\n", b"a: b\nc: d", b"a: b\nc: d\n\n\r\n\n", b"a:b\nc:d\n"):
            self.assertEqual(self.fields(octets), [["a", "b"], ["c", "d"]], octets)

    def test_one_space_is_the_separator(self):
        self.assertEqual(self.fields(b"a:  b \t\nc:\td\ne:\nf: \n"),
                         [["a", " b \t"], ["c", "\td"], ["e", ""], ["f", ""]])

    def test_the_name_ends_before_its_colon(self):
        self.assertEqual(self.fields(b":a: b\na:b: c\n::a\n"), [[":a", "b"], ["a", "b: c"], [":", "a"]])

    def test_octets(self):
        self.assertEqual(self.fields(b"\xff\x00: \x80\\n\r\r\n"), [["\xff\0", "\x80\\n\r"]])
        self.assertEqual(self.fields(b"a: b\r"), [["a", "b\r"]])

    def test_trailers(self):
        both = answer(RESPONSE + b"\r\na: b\nc: d\n\n", "--h2", code=ACCEPTED)
        self.assertEqual((both["fields"], both["trailers"]), ([[":status", "200"]], [["a", "b"], ["c", "d"]]))
        alone = answer(b"a: b\n", "--h3", "--trailers", code=ACCEPTED)
        self.assertEqual((alone["kind"], alone["fields"], alone["trailers"]), ("trailers", [], [["a", "b"]]))

    def test_no_list(self):
        for octets, said in [(b"GET / HTTP/1.1\r\n", "line 1 is not"), (RESPONSE + b"\x1b[2J\n", "line 2 is not"), (b":a b", "line 1 is not"),
                             (b"\na: b\n", "line 1 is empty"), (RESPONSE + b"\n\na: b\n", "line 3 is empty"),
                             (RESPONSE + b"\na: b\n\nc: d\n", "line 4 is empty"), (b"\n", "line 1 is empty"),
                             (b"a: b\n", "say --request"), (b"", "no octets")]:
            result = run("explain", "--h2", octets=octets)
            self.assertEqual((result.code, result.out), (CANNOT_READ, ""), octets)
            self.assertIn("standard input: " + said if said[0] != "s" else said, result.err)
            self.assertEqual(result.err.count("\n"), 1)
            self.assertNotIn("\x1b", result.err)
        result = run("explain", "--h2", "--trailers", octets=b"a: b\n\nc: d\n")
        self.assertEqual((result.code, result.out), (CANNOT_READ, ""))

    def test_too_long(self):
        result = run("explain", "--h2", octets=RESPONSE + b"a: b\n" * 300_000)
        self.assertEqual((result.code, result.out), (CANNOT_READ, ""))
        self.assertIn("more than 1048576 octets", result.err)


class Kind(unittest.TestCase):
    def test_told(self):
        for octets, kind in [(REQUEST, "request"), (RESPONSE, "response"), (b"a: b\n:path: /\n:status: 1\n", "request")]:
            self.assertEqual(answer(octets, "--h3")["kind"], kind)

    def test_said(self):
        for kind in ("request", "response", "trailers"):
            self.assertEqual(answer(b"a: b\n", "--h2", "--" + kind)["kind"], kind)

    def test_versions_differ(self):
        upper = REQUEST + b"host: A\n"
        self.assertEqual(answer(upper, "--h2", code=ACCEPTED)["clause"], None)
        self.assertEqual(answer(upper, "--h3", code=REJECTED)["clause"], "9114-4.3.1-host-differs")

    def test_usage(self):
        for words in [("--h2", "--h3"), ("--trailers",), ("--h2", "--trailers", "--request"), ("--h2", "--role", "origin"),
                      ("--h3", "--method", "GET"), ("--h2", "--more"), ("--h3", "--eof"), ("--h2=1",)]:
            result = run("explain", *words, octets=REQUEST)
            self.assertEqual((result.code, result.out), (USAGE, ""), words)
            self.assertIn("--help", result.err)


class Verdict(unittest.TestCase):
    def test_exit_status(self):
        self.assertEqual(run("explain", "--h2", octets=REQUEST).code, ACCEPTED)
        self.assertEqual(run("explain", "--h2", octets=REQUEST + b"connection: close\n").code, REJECTED)
        self.assertEqual(run("explain", "--h2", octets=RESPONSE + b"\nte: trailers\n").code, REJECTED)
        self.assertEqual(run("explain", "--h3", octets=b":status: 101\n").code, ACCEPTED)  # a note

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = {}
            for name, octets in [("good", REQUEST), ("bad", REQUEST + b"upgrade: a\n"), ("none", b"x")]:
                paths[name] = os.path.join(folder, name)
                with open(paths[name], "wb") as file:
                    file.write(octets)
            for names, code in [(("good", "good"), ACCEPTED), (("bad", "good"), REJECTED), (("bad", "none", "good"), CANNOT_READ)]:
                result = run("explain", "--h2", *(paths[name] for name in names))
                self.assertEqual(result.code, code)
                self.assertEqual(result.out.count("HTTP/2 request"), len(names) - names.count("none"))

    def test_json(self):
        said = answer(b":status: 101\nte: x\n\n:x: y\n", "--h2", code=REJECTED)
        self.assertEqual(list(said), MEMBERS)
        self.assertEqual((said["id"], said["version"], said["kind"], said["verdict"]), ("-", "HTTP/2", "response", "malformed"))
        self.assertEqual((said["clause"], said["rfc"], said["section"]), ("9113-8.2.2-te", 9113, "8.2.2"))
        for error in said["errors"]:
            self.assertEqual(list(error), ERROR_MEMBERS)
        self.assertEqual([(error["clause"], error["effect"], error["in"], error["field"]) for error in said["errors"]],
                         [("9113-8.6-switching-protocols", "note", "fields", 0), ("9113-8.2.2-te", "reject", "fields", 1),
                          ("9113-8.1-trailer-pseudo-header", "reject", "trailers", 0)])
        missing = answer(b"a: b\n", "--h3", "--response", code=REJECTED)["errors"]
        self.assertEqual([(error["field"], error["part"], error["offset"], error["missing"]) for error in missing],
                         [(None, "list", None, ":status")])

    def test_models(self):
        """Each model's verdict beside the strict one; the page says what JSON says."""
        for text in (b":status: 200\n", b":status: 200\nkeep-alive: timeout=5\n", b":status: 103\na: b\n", b":status: 200\nA: b\n",
                     b":status: 200\nte: x\n", b"a: b\n"):
            for version in ("--h2", "--h3"):
                code = run("explain", version, "--response", octets=text).code
                strict = answer(text, version, "--response", code=code)
                said = answer(text, version, "--models", code=code)
                readers = said.pop("models")
                self.assertEqual(said, strict)
                self.assertEqual([reader["model"] for reader in readers], LIST_MODELS)
                page = run("explain", version, "--models", octets=text)
                self.assertEqual((page.code, page.err), (code, ""))
                rows = {line[2:].split("  ")[0].strip(): line for line in page.out.splitlines() if line[:1] in " !?" and line[1:2] == " "}
                for reader in readers:
                    row, verdict = rows[reader["model"]], reader["verdict"]
                    self.assertEqual(row[0], "?" if verdict == "unknown" else "!" if reader["differs"] else " ", page.out)
                    self.assertEqual(reader["differs"], verdict == {"malformed": "accept", "well-formed": "reject"}[said["verdict"]])
                    self.assertIn({"accept": "takes it", "reject": "error: ", "unknown": "not known: "}[verdict], row)
                    if verdict == "reject":
                        self.assertTrue(row.endswith(reader["error"]), row)
        seen = answer(b":status: 200\nkeep-alive: timeout=5\n", "--h2", "--models", code=REJECTED)["models"]
        self.assertEqual([(reader["verdict"], reader["fields"], reader["dropped"]) for reader in seen[:2]],
                         [("accept", [["keep-alive", "timeout=5"]], []), ("accept", [], [["keep-alive", "timeout=5"]])])

    def test_models_read_responses(self):
        for octets, said in ((REQUEST, "reads responses"), (RESPONSE + b"\na: b\n", "header section alone")):
            result = run("explain", "--h2", "--models", octets=octets)
            self.assertEqual((result.code, result.out, result.err.count("\n")), (CANNOT_READ, "", 1))
            self.assertIn(said, result.err)

    def test_page_says_what_json_says(self):
        """Of every case of the corpus: the same clauses, each caret under the octet."""
        cases = sorted(glob.glob(os.path.join(ROOT, "corpus", "lists", "*", "*.json")))
        self.assertGreater(len(cases), 200)
        compared = 0
        for path in cases:
            with open(path, encoding="utf-8") as file:
                case = json.load(file)
            text = "".join("%s: %s\r\n" % tuple(field) for field in case["fields"]).encode("latin-1")
            if not text or any(name == "" or ":" in name[1:] or "\n" in name + value for name, value in case["fields"]):
                continue
            options = ["--h2" if case["version"] == "HTTP/2" else "--h3", "--" + case["kind"]]
            self.compare(answer(text, *options), run("explain", *options, octets=text).out, case["fields"])
            compared += 1
        self.assertGreater(compared, 200)

    def compare(self, said, page, fields):
        lines = page.splitlines()
        found = []
        for above, line in zip(lines, lines[1:]):
            match = CARET.match(line)
            if match:
                index = above[:8].strip()
                found.append((match[4], "reject" if match[3] == "malformed" else "note", match[2],
                              int(index) if index else None, len(match[1])))
        wanted = []
        for error in said["errors"]:
            column = 0
            if error["part"] != "list":
                name, value = fields[error["field"]]
                before = name[:error["offset"]] if error["part"] == "name" else "%s: %s" % (name, value[:error["offset"]])
                column = sum(self.width(c) for c in before)
            wanted.append((error["clause"], error["effect"], error["missing"], error["field"], column))
        self.assertEqual(sorted(found, key=str), sorted(wanted, key=str), page)
        self.assertIn("\n%s: " % said["verdict"], page)

    @staticmethod
    def width(character):
        if character in "\r\n\t\\":
            return 2
        return 1 if " " <= character <= "~" else 4


if __name__ == "__main__":
    unittest.main()
