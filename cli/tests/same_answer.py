"""One truth: `explain --json` walks blocks, `parse` reads all octets at once, and both say the same; so does explain's exit status."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, NEED_MORE, PLUMBLINE, REJECTED, mutations, parse, question, run

CODES = {"accept": ACCEPTED, "reject": REJECTED, "need-more": NEED_MORE}


class SameAnswer(unittest.TestCase):
    def test_explain_and_parse(self):
        with tempfile.TemporaryDirectory() as folder:
            for kind in ("request", "response"):
                for end, eof in (("--eof", True), ("--more", False)):
                    cases = [octets for k, octets in mutations(2000, seed=2) if k == kind]
                    names = []
                    for number, octets in enumerate(cases):
                        names.append(os.path.join(folder, "%s-%d" % (kind, number)))
                        with open(names[-1], "wb") as file:
                            file.write(octets)
                    asked = [question(o, kind, id=n, eof=eof) for n, o in zip(names, cases)]
                    result = run("explain", "--json", "--" + kind, end, *names)
                    explained = [json.loads(line) for line in result.out.splitlines()]
                    self.assertEqual(len(explained), len(cases))
                    for octets, said, answer in zip(cases, explained, parse(asked)):
                        self.assertIn("hint", said)
                        del said["hint"]
                        self.assertEqual(said, answer, octets)

    def test_exit_status_is_the_verdict(self):
        for kind, octets in mutations(150, seed=3):
            verdict = parse([question(octets, kind)])[0]["verdict"]
            result = run("explain", "--more", "--" + kind, octets=octets)
            self.assertEqual(result.code, CODES[verdict], octets)
            self.assertIn("\n%s: " % verdict.replace("-", " "), result.out)

    def test_any_delivery(self):
        """A message that comes in pieces, larger than a block, reads as it does from a file."""
        big = b"x" * 200_000
        stream = (b"POST / HTTP/1.1\r\nHost: h\r\nX: " + b"y" * 60_000 + b"\r\nContent-Length: 200000\r\n\r\n" + big +
                  b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" +
                  b"%x;e=1\r\n%b\r\n1\r\na\r\n0\r\nT: " % (len(big), big) + b"z" * 60_000 + b"\r\n\r\n" +
                  b"GET / HTTP/1.1\r\nHost: h\r\n\r\n" * 5000 + b"GET / HTTP/1.1\r\nHost : h\r\n\r\n")
        answer = parse([question(stream, id="-", eof=True)])[0]
        self.assertEqual((answer["clause"], len(answer["messages"])), ("9112-5.1-space-before-colon", 5002))
        for size in (7001, 65536, len(stream)):
            process = subprocess.Popen([PLUMBLINE, "explain", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            with process:
                for begin in range(0, len(stream), size):
                    process.stdin.write(stream[begin:begin + size])
                    process.stdin.flush()
                out, _ = process.communicate(timeout=60)
            self.assertEqual(json.loads(out), dict(answer, hint=None))
            self.assertEqual(process.returncode, REJECTED)
        page = run("explain", octets=stream).out
        shown = "x" * 61 + "...  (200000 octets)\n"
        first = stream.index(big)
        self.assertIn("\n%8d  message-body              %s" % (first, shown), page)
        self.assertIn("\n%8d    chunk-data              %s" % (stream.index(big, first + len(big)), shown), page)


if __name__ == "__main__":
    unittest.main()
