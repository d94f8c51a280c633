"""`plumbline explain --models`: the page says what JSON says, JSON says what `plumbline parse` says, and wrong usage."""

import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_READ, NEED_MORE, REJECTED, USAGE, question, run
from models import MODELS

MARKS = {"agrees": " ", "open": "?", "unexplained": "#"}


def mark(reader):
    """The mark before the model: what diverges is wrong only where the judge says so."""
    wrong = "!" if reader["judged"] in ("violates", "over-strict", None) else "+"
    return MARKS.get(reader["divergence"], wrong)


RESPONSES = [
    (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", ACCEPTED),
    (b"HTTP/1.1 200 OK\r\nConnection: keep-alive, close\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", ACCEPTED),
    (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 204 \r\nX: \xff\x1b[2J\r\n\r\n", REJECTED),
    (b"HTTP/1.1 200\nX : \xe9\n a\nContent-Length: 1\nContent-Length: 2\n\nhi", REJECTED),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 02\r\n\r\nhi", REJECTED),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nServer-Timing: a\r\n\r\n", ACCEPTED),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2 ;a\r\nhi\r\n0\r\n\r\n", ACCEPTED),
    (b"\x00\x1b[2Jjunk", REJECTED),
]


def answer(octets, *options):
    result = run("explain", "--models", "--json", *options, octets=octets)
    if result.err:
        raise AssertionError(result)
    return json.loads(result.out)


class Models(unittest.TestCase):
    def test_json_is_what_parse_answers(self):
        for octets, code in RESPONSES:
            said = answer(octets)
            self.assertEqual(list(said), ["id", "strict", "models"])
            self.assertEqual([reader["model"] for reader in said["models"]], MODELS)
            asked = json.dumps(question(octets, "response", id="-", methods=["GET"], eof=True)).encode()
            strict = run("parse", octets=asked)
            self.assertEqual(json.loads(strict.out), said["strict"])
            for reader in said["models"]:
                answered = {name: value for name, value in reader.items() if name not in ("classes", "divergence", "judged")}
                self.assertEqual(json.loads(run("parse", "--as", reader["model"], octets=asked).out), answered)
                classes, divergence = reader["classes"], reader["divergence"]
                self.assertEqual(bool(classes), divergence == "diverges", (octets, reader["model"], classes))
                self.assertNotEqual(divergence, "unexplained", (octets, reader["model"]))

    def test_page_says_what_json_says(self):
        for octets, code in RESPONSES:
            said, page = answer(octets), run("explain", "--models", octets=octets)
            self.assertEqual((page.code, page.err), (code, ""), octets)
            self.assertNotIn("\x1b", page.out)
            for reader in said["models"]:
                row = next(line for line in page.out.splitlines() if line[2:].split(" ")[0] == reader["model"])
                self.assertEqual(row[0], mark(reader), page.out)
                self.assertIn("  %s  " % (reader["judged"] or "-"), row)
                if reader["error"]:
                    self.assertTrue(row.endswith("error: " + reader["error"]), row)
            named = dict(re.findall(r"^([a-z0-9.-]+): (.*)  \[[^]]+\]$", page.out, re.MULTILINE))
            wanted = {}
            for reader in said["models"]:
                for one in reader["classes"]:
                    wanted.setdefault(one["name"], []).append(reader["model"])
            self.assertEqual(named, {name: ", ".join(who) for name, who in wanted.items()}, page.out)
            words = " ".join(page.out.split())
            for one in (one for reader in said["models"] for one in reader["classes"]):
                self.assertIn("%s %s; %s; docs/models.md, " % (one["happens"], one["kind"], one["standard"]), words)
            if said["strict"]["clause"]:
                self.assertIn("rejected at octet %d  [%s]" % (said["strict"]["offset"], said["strict"]["clause"]), page.out)

    def test_columns_stand_under_their_titles(self):
        lines = run("explain", "--models", octets=RESPONSES[0][0]).out.splitlines()
        title = next(line for line in lines if "reader" in line)
        for line in lines[lines.index(title) + 1:][:len(MODELS) + 1]:
            self.assertEqual([line[title.index(word):].split(" ")[0] for word in ("status", "framing", "body")],
                             ["HTTP/1.1", "length", "2"])

    def test_colour_shows_the_cells_that_differ(self):
        page = run("explain", "--models", "--color", "always",
                   octets=b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive, close\r\n\r\n").out
        row = next(line for line in page.splitlines() if "! chromium" in line)
        self.assertIn("\x1b[1;31mpersists", row)
        self.assertNotIn("\x1b[1;31mHTTP/1.1", row)

    def test_options(self):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
        self.assertEqual(run("explain", "--models", "--method", "HEAD", octets=head).code, ACCEPTED)
        self.assertEqual(run("explain", "--models", "--more", octets=head).code, NEED_MORE)
        self.assertEqual(run("explain", "--models", octets=head).code, REJECTED)
        junk = b"12345678"
        self.assertIn("HTTP/0.9", run("explain", "--models", "--port", "80", octets=junk).out.split("chromium")[1].split("\n")[0])
        for options in ((), ("--port", "443"), ("--port=8080", "--scheme", "http")):
            self.assertEqual(answer(junk, *options)["models"][0]["verdict"], "reject", options)
        self.assertEqual(answer(junk, "--port", "443", "--scheme", "https")["models"][0]["verdict"], "accept")

    def test_reads(self):
        octets = b"HTTP/x 404\r\n\r\n"
        asked = json.dumps(question(octets, "response", id="-", methods=["GET"], eof=True, reads=[5, 1])).encode()
        for options, version in ((("--reads", "5,1"), "HTTP/1.0"), ((), "HTTP/0.9")):
            firefox = answer(octets, *options)["models"][1]
            self.assertEqual((firefox["model"], firefox["messages"][0]["version"]), ("firefox", version))
        said = answer(octets, "--reads=5,1")["models"]
        for reader in said:
            del reader["classes"], reader["divergence"], reader["judged"]
            self.assertEqual(json.loads(run("parse", "--as", reader["model"], octets=asked).out), reader)

    def test_what_is_after_a_response_costs_the_connection(self):
        page = run("explain", "--models", octets=b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nx").out
        row = next(line for line in page.splitlines() if "chromium  " in line)
        self.assertTrue(row.endswith("closes: octets follow it"), row)

    def test_usage(self):
        for words in (["--models", "--h2", "--more"], ["--models", "--h3", "--request"], ["--models", "--h2", "--trailers"],
                      ["--models", "--request"], ["--models", "--role", "user-agent"], ["--port", "80"],
                      ["--models", "--port", "65536"], ["--models", "--port", "-1"], ["--models", "--scheme", "ftp"],
                      ["--models", "--method", "GET", "--method", "HEAD"], ["--models", "--trailers"], ["--reads", "1"],
                      ["--models", "--reads", "a"], ["--models", "--reads", "1,,2"], ["--models", "--reads="]):
            result = run("explain", *words, octets=b"x")
            self.assertEqual((result.code, result.out), (USAGE, ""), words)
            self.assertEqual(result.err.count("\n"), 1)

    def test_files(self):
        self.assertEqual(run("explain", "--models", octets=b"").code, CANNOT_READ)
        result = run("explain", "--models", "none/such", octets=b"")
        self.assertEqual((result.code, result.out, result.err.count("\n")), (CANNOT_READ, "", 1))


if __name__ == "__main__":
    unittest.main()
