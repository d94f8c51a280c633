"""Where one octet is meant and another decides, the page says truly what the deciding octet is."""

import glob
import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import REJECTED, ROOT, parse, question, run

HOST = b"Host: a\r\n"
CHUNKED = b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
TOO_MANY = "the first octet too many"
COLON = "the colon that ends the field name"
SECTION = "the end of the header section"
REQUEST_LINE = "the end of a request-line: so it is not the other protocol"
DIGIT = "the first digit beyond 64 bits"
AUTHORITY = 'the end of the authority: no "@" makes it userinfo'
LIMITS = [
    ("request", b"a" * 300, "9112-3-method-limit"),
    ("request", b"GET /" + b"a" * (64 << 10), "9112-3-request-target-limit"),
    ("request", b"GET / HTTP/1.1\r\nX: " + b"a" * (64 << 10), "9110-5.4-field-line-limit"),
    ("request", b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 1025, "9110-5.4-field-count-limit"),
    ("request", b"GET / HTTP/1.1\r\n" + (b"X: " + b"a" * 60000 + b"\r\n") * 5, "9110-5.4-section-limit"),
    ("request", CHUNKED + b"1;" + b"a" * (16 << 10), "9112-7.1.1-chunk-line-limit"),
    ("request", CHUNKED + (b"1;" + b"a" * 16000 + b"\r\na\r\n") * 5, "9112-7.1.1-chunk-ext-limit"),
    ("request", CHUNKED + b"0\r\nX: " + b"a" * (64 << 10), "9110-17.5-field-line-limit"),
    ("response", b"HTTP/1.1 200 " + b"a" * (8 << 10) + b"a", "9110-2.3-reason-phrase-limit"),
]
PLACES = [
    ("request", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", COLON),
    ("request", b"GET http://a:8x/ HTTP/1.1\r\n", AUTHORITY),
    ("request", b"GET ftp://a:8x?b HTTP/1.1\r\n", AUTHORITY),
    ("request", b"GET ftp://a:8x HTTP/1.1\r\n", AUTHORITY),
    ("request", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", SECTION),
    ("request", b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", SECTION),
    ("request", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", SECTION),
    ("request", b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close, upgrade\r\nUpgrade: a\r\n\r\nGET / HTTP/1.1\r\n", REQUEST_LINE),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", SECTION),
]


def is_what_it_says(remark, octets, offset):
    """Told from the octets alone."""
    return {COLON: octets[offset:offset + 1] == b":",
            SECTION: octets[offset - 2:offset + 1] == b"\r\n\r",
            REQUEST_LINE: octets[offset:offset + 1] == b"\n",
            AUTHORITY: octets[offset:offset + 1] in (b"/", b"?", b" ") and b"://" in octets[:offset],
            TOO_MANY: True}[remark]


class DecidingOctet(unittest.TestCase):
    def remark(self, kind, octets, *options):
        page = run("explain", "--" + kind, *options, octets=octets)
        self.assertEqual(page.code, REJECTED)
        return re.findall(r"\^~* decided at octet (\d+)(?:, (.*))?\n", page.out), page.out

    def test_each_kind(self):
        for kind, octets, wanted in PLACES:
            said, page = self.remark(kind, octets)
            self.assertEqual([remark for _, remark in said], [wanted], page)

    def test_limits(self):
        for kind, octets, clause in LIMITS:
            _, page = self.remark(kind, octets)
            self.assertIn("[%s]" % clause, page)
            self.assertRegex(page, r"\^~* (decided at octet \d+, )?" + TOO_MANY + "\n")
            self.assertNotIn(SECTION, page)

    def test_numbers_too_large(self):
        _, page = self.remark("request", CHUNKED + b"1" + b"0" * 16 + b"\r\n")
        self.assertIn("^ %s\n" % DIGIT, page)
        self.assertNotIn(TOO_MANY, page)

    def test_every_case_of_the_corpus(self):
        found = set()
        for path in sorted(glob.glob(os.path.join(ROOT, "corpus", "cases", "*", "*.json"))):
            with open(path, encoding="utf-8") as file:
                case = json.load(file)
            if case["verdict"] != "reject" or "place" not in case or case.get("methods"):
                continue
            with open(path[:-len("json")] + "http", "rb") as file:
                octets = file.read()
            answer = parse([question(octets, case["kind"], eof=True)])[0]
            if answer["place"] == answer["offset"]:
                continue
            said, page = self.remark(case["kind"], octets)
            if answer["clause"].endswith("-limit") and not said:  # what is meant is too far before it
                self.assertIn(TOO_MANY, page)
                continue
            self.assertEqual([int(offset) for offset, _ in said], [answer["offset"]], page)
            remark = said[0][1]
            self.assertTrue(remark and is_what_it_says(remark, octets, answer["offset"]), (path, page))
            found.add(remark)
        self.assertLessEqual({COLON, SECTION, AUTHORITY}, found)


if __name__ == "__main__":
    unittest.main()
