"""The removal set of `plumbline explain`: each name stands under the sentence that has it removed."""

import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import run

NAMED = "RFC 9110, section 7.6.1, MUST"
STANDARD = "RFC 9110, section 7.6.1, SHOULD"
LENGTH = "RFC 9112, section 6.3, rule 3, MUST"


def removed(fields, body=b""):
    """Pairs of sentence and names; and the names of JSON."""
    octets = b"POST / HTTP/1.1\r\nHost: h\r\n" + fields + b"\r\n" + body
    page = run("explain", "--role", "intermediary", octets=octets).out
    said = json.loads(run("explain", "--role", "intermediary", "--json", octets=octets).out)["messages"][0]["removed"]
    part = re.search(r"^  removal set    (.*?)(?=^  \S|^\n)", page, re.MULTILINE | re.DOTALL).group(1)
    found = re.findall(r"(.+?) (RFC \d+, section [\d.]+(?:, rule 3)?, [A-Z]+): [^.]*\.(?: |$)", " ".join(part.split()))
    pairs = [(sentence, names.split(", ")) for names, sentence in found]
    return pairs, said, page


class Removed(unittest.TestCase):
    def check(self, wanted, fields, body=b""):
        pairs, said, page = removed(fields, body)
        self.assertEqual(pairs, wanted, page)
        self.assertEqual(sorted(name.lower() for _, names in pairs for name in names), sorted(said), page)

    def test_each_sentence(self):
        self.check([(NAMED, ["Connection"])], b"Connection: close\r\n")
        self.check([(NAMED, ["Connection", "X"])], b"Connection: x\r\nX: 1\r\n")
        self.check([(STANDARD, ["TE", "Upgrade"])], b"TE: trailers\r\nUpgrade: a\r\n")
        self.check([(NAMED, ["Connection", "Keep-Alive"]), (STANDARD, ["TE"])],
                   b"Connection: keep-alive\r\nTE: trailers\r\nKeep-Alive: timeout=5\r\n")

    def test_content_length_beside_transfer_encoding(self):
        chunked = b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"
        self.check([(LENGTH, ["Content-Length"]), (STANDARD, ["Transfer-Encoding"])], chunked, b"0\r\n\r\n")
        self.check([(NAMED, ["Connection", "X"]), (LENGTH, ["Content-Length"]), (STANDARD, ["Transfer-Encoding"])],
                   b"Connection: X\r\nX: 1\r\n" + chunked, b"0\r\n\r\n")

    def test_nothing(self):
        page = run("explain", octets=b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").out
        self.assertIn("\n  removal set    nothing\n", page)


if __name__ == "__main__":
    unittest.main()
