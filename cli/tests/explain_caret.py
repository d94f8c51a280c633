"""The caret of `plumbline explain` stands under the octet that the error names, whatever is before it."""

import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import mutations, parse, question, run

ESCAPED = re.compile(rb"\\[rnt\\]|\\x[0-9a-f]{2}|[ -\[\]-~]")
NAMES = {b"\\r": 13, b"\\n": 10, b"\\t": 9, b"\\\\": 92}
CARET = re.compile(r" {8} \| ( *)(\^~*)")


def unescape(text):
    """The octets of an escaped text, and the column of each."""
    octets, columns = bytearray(), []
    for match in ESCAPED.finditer(text.encode()):
        token = match.group()
        octets.append(NAMES.get(token) or (int(token[2:], 16) if token[:2] == b"\\x" else token[0]))
        columns.append((match.start(), match.end()))
    if sum(end - begin for begin, end in columns) != len(text):
        raise AssertionError("not an escaped text: %r" % text)
    return bytes(octets), columns


def carets(page):
    """(offset of the octet above the caret, or of the end; columns that the caret takes; columns of the octet)"""
    lines = page.splitlines()
    for above, line in zip(lines, lines[1:]):
        match = CARET.match(line)
        if not match:
            continue
        text, column = above[11:], len(match.group(1))
        cut = 3 if text.startswith("...") else 0
        tail = 3 if text.endswith("...") and len(text) > 60 else 0
        octets, columns = unescape(text[cut:len(text) - tail])
        for number, (begin, end) in enumerate(columns):
            if begin + cut == column:
                yield int(above[:8]) + number, octets, len(match.group(2)), end - begin
                break
        else:
            if column != len(text):
                raise AssertionError("the caret is inside an escape:\n%s\n%s" % (above, line))
            yield int(above[:8]) + len(octets), octets, len(match.group(2)), 1


class Caret(unittest.TestCase):
    def check(self, octets, kind):
        """The number of carets."""
        answer = parse([question(octets, kind, eof=True)])[0]
        page = run("explain", "--" + kind, octets=octets).out
        found = list(carets(page))
        # Every line of context is octets of the stream, at the offset that it says.
        for offset, text, caret_width, octet_width in found:
            self.assertEqual(caret_width, octet_width, page)
        offsets = [offset for offset, *_ in found]
        notes = [finding["offset"] for message in answer["messages"] for finding in message["findings"]]
        error = [] if answer["verdict"] != "reject" else [answer["place"]]
        if error and answer["place"] != answer["offset"]:
            error.append(answer["offset"])
        self.assertEqual(offsets, notes + error, page)
        return len(found)

    def test_carets(self):
        self.assertGreater(sum(self.check(octets, kind) for kind, octets in mutations(300, seed=4)), 300)

    def test_in_long_lines(self):
        for before in (0, 1, 56, 57, 58, 59, 60, 61, 62, 100, 5000):
            for filler in (b"a", b"\xff", b"\\", b"\t"):
                octets = b"GET / HTTP/1.1\r\nX: " + filler * before + b"\x00" + b"b" * 200 + b"\r\n\r\n"
                self.assertEqual(self.check(octets, "request"), 1)

    def test_lines_above(self):
        page = run("explain", octets=b"GET / HTTP/1.1\r\nHost: h\r\nA: b\r\nB\x00: c\r\nC: d\r\n\r\n").out
        self.assertIn("      16 | Host: h\\r\\n\n"
                      "      25 | A: b\\r\\n\n"
                      "      31 | B\\x00: c\\r\\n\n"
                      "         |  ^~~~\n", page)


if __name__ == "__main__":
    unittest.main()
