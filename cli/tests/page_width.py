"""Pages are as wide as COLUMNS says, and 100 columns where it says nothing; tables say what their marks mean."""

import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import run

RESPONSE = (b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nX-Long: " + b"abc " * 50 + b"\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n")
LIST = b":status: 200\nkeep-alive: timeout=5\nx: " + b"abc " * 50 + b"\n"
PAGES = [(("keep-alive", "foo, timeout=5"), b""), (("keep-alive", "--no-connection", "--http10", "timeout=5"), b""),
         (("explain", "--models"), RESPONSE), (("explain", "--h2", "--models"), LIST), (("explain", "--h3", "--models"), LIST),
         (("explain", "--h2"), LIST)]


def page(words, octets, columns=None):
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    if columns is not None:
        environment["COLUMNS"] = str(columns)
    return run(*words, octets=octets, env=environment).out


class Width(unittest.TestCase):
    def test_no_wider_than_said(self):
        for words, octets in PAGES:
            for columns in (60, 70, 80, 100, 132, 200, None):
                for line in page(words, octets, columns).splitlines():
                    if "[" not in line and not line.startswith(("malformed: ", "standard input: ")):
                        self.assertLessEqual(len(line), columns or 100, "%s %s\n%s" % (words, columns, line))

    def test_without_columns_as_with_100(self):
        for words, octets in PAGES:
            self.assertEqual(page(words, octets), page(words, octets, 100))

    def test_nothing_is_lost(self):
        """Of a table: the same words at every width."""
        words, octets = PAGES[0]
        wanted = page(words, octets, 200).split()
        for columns in (40, 50, 60, 70, 80, 100):
            self.assertEqual(page(words, octets, columns).split(), wanted, columns)

    def test_columns_stand_below_each_other(self):
        for columns in (60, 80, 100):
            lines = page(PAGES[0][0], b"", columns).splitlines()
            title = next(i for i, line in enumerate(lines) if " reader " in line)
            rows = [line for line in lines[title + 1:] if line[3:4].isalpha() and not line.startswith(" " * 4)]
            for name in ("again", "idle limit"):
                at = lines[title].index(name)
                for row in rows:
                    if row[:2] in ("  ", "> ", "! ") and row[2] == " ":
                        self.assertEqual((row[at - 1], row[at] != " "), (" ", True), row)

    def test_legends(self):
        legend = {"!": "  !  uses the connection again, though", ">": "  >  lets it be idle for longer"}
        for words, marks in ((("foo, timeout=5",), ">"), (("--http10", "--connection", "keep-alive, close", "timeout=5"), "!"),
                             (("--connection", "clo se", "x"), "")):
            out = page(("keep-alive", *words), b"")
            used = {line[0] for line in out.splitlines() if line[:1] in ("!", ">")}
            self.assertEqual(used, set(marks), out)
            for mark, text in legend.items():
                self.assertEqual(text in out, mark in used, out)
        out = page(("explain", "--models"), RESPONSE)
        self.assertIn("\n  !  violates the standard, or refuses", out)
        self.assertIn("\n  ?  is not known", out)
        self.assertNotIn("\n  #  ", out)
        plain = page(("explain", "--models"), b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
        self.assertNotIn("\n  !  ", plain)


if __name__ == "__main__":
    unittest.main()
