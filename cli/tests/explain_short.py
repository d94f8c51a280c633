"""`plumbline explain --quiet`, `--summary` and `--fail-on note`: the same verdicts in fewer words."""

import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_READ, NEED_MORE, REJECTED, USAGE, mutations, run

GOOD = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"
NOTED = b"GET / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n\r\n"
NOTED_LIST = b":status: 101\n"


class Short(unittest.TestCase):
    def test_quiet_says_nothing_and_exits_the_same(self):
        for kind, octets in mutations(60, seed=8):
            for more in ("--more", "--eof"):
                loud, quiet = (run("explain", "--" + kind, more, *words, octets=octets) for words in ((), ("--quiet",)))
                self.assertEqual((quiet.code, quiet.out, quiet.err), (loud.code, "", ""), octets)
        for words, octets in ((("--h2",), NOTED_LIST), (("--h2",), NOTED_LIST + b"te: x\n"), (("--models",), b"HTTP/1.1 204 \r\n\r\n"),
                              (("--models",), b"x"), (("--h3", "--models"), NOTED_LIST)):
            loud, quiet = (run("explain", *words, *more, octets=octets) for more in ((), ("--quiet",)))
            self.assertEqual((quiet.code, quiet.out, quiet.err), (loud.code, "", ""), words)
        self.assertEqual(run("explain", "--quiet", "none").err.count("\n"), 1)

    def test_summary_is_a_line_an_input(self):
        with tempfile.TemporaryDirectory() as folder:
            lines = {"a": (GOOD + GOOD, "accept; 2 complete messages in 54 octets, 0 notes"),
                     "b": (NOTED, "accept; 1 complete message in 49 octets, 1 note"),
                     "c": (GOOD + b"G\x00", "reject at octet 28 [9112-3.1-method]; 1 complete message in 27 octets, 0 notes"),
                     "d": (GOOD[:-1], "need more; 0 complete messages in 0 octets, 0 notes"),
                     "e": (b"CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\n\x16", "accept; 1 complete message in 35 octets, then a tunnel, 0 notes")}
            for name, (octets, _) in lines.items():
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(octets)
            result = run("explain", "--summary", "--more", *lines, cwd=folder)
            self.assertEqual(result.out.splitlines(), ["%s: %s" % (name, said) for name, (_, said) in lines.items()])
            self.assertEqual((result.code, result.err), (REJECTED, ""))
        self.assertEqual(run("explain", "--summary", octets=GOOD).out,
                         "standard input: accept; 1 complete message in 27 octets, 0 notes\n")
        self.assertEqual(run("explain", "--summary", "--h3", octets=NOTED_LIST).out, "standard input: well-formed; 1 field, 1 note\n")
        self.assertEqual(run("explain", "--summary", "--h2", octets=NOTED_LIST + b"te: x\n").out,
                         "standard input: malformed [9113-8.2.2-te]; 2 fields, 1 note\n")

    def test_fail_on_note(self):
        for words in ((), ("--quiet",), ("--summary",), ("--json",), ("--more",)):
            self.assertEqual(run("explain", *words, octets=NOTED).code, ACCEPTED, words)
            self.assertEqual(run("explain", "--fail-on", "note", *words, octets=NOTED).code, REJECTED, words)
            self.assertEqual(run("explain", "--fail-on=note", *words, octets=GOOD).code, ACCEPTED, words)
        self.assertEqual(run("explain", "--fail-on=note", "--more", octets=NOTED + b"G").code, REJECTED)
        self.assertEqual(run("explain", "--fail-on=note", "--more", octets=GOOD + b"G").code, NEED_MORE)
        self.assertEqual(run("explain", "--fail-on=note", octets=b"").code, CANNOT_READ)
        self.assertEqual(run("explain", "--h3", octets=NOTED_LIST).code, ACCEPTED)
        self.assertEqual(run("explain", "--h3", "--fail-on=note", octets=NOTED_LIST).code, REJECTED)
        self.assertEqual(run("explain", "--h3", "--fail-on=note", octets=b":status: 200\n").code, ACCEPTED)
        self.assertEqual(run("explain", "--fail-on", octets=GOOD).code, USAGE)


if __name__ == "__main__":
    unittest.main()
