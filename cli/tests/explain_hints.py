"""Hints of `plumbline explain`: one line after a rejection, which changes neither verdict nor clause; in JSON a member."""

import gzip
import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, REJECTED, mutations, parse, question, run

GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
V2 = b"\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c" + bytes(12)

# (kind, octets, options, what the hint says)
HINTS = [
    ("request", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", (), "TLS record"),
    ("request", b"\x15\x03\x03\x00\x02\x02\x28", (), "TLS record"),
    ("request", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00", (), "HTTP/2 connection preface"),
    ("request", b"\x00\x00\x12\x04\x00\x00\x00\x00\x00", (), "HTTP/2 frames"),
    ("response", b"HTTP/2 200 \r\ncontent-type: text/html\r\n\r\n", (), "--http1.1"),
    ("request", b"PROXY TCP4 192.0.2.1 192.0.2.2 1 80\r\n" + GET, (), "begins at octet 37"),
    ("request", b"PROXY UNKNOWN\r\n" + GET, (), "begins at octet 15"),
    ("request", V2 + GET, (), "begins at octet 28"),
    ("request", gzip.compress(GET), (), "zcat FILE"),
    ("request", b'{"log": {"version": "1.2", "entries": []}}', (), "HAR file"),
    ("request", b'{"kind":"request"}\n', (), "plumbline parse"),
    ("request", b"\xef\xbb\xbf" + GET, (), "byte order mark"),
    ("request", b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00", (), "packet capture"),
    ("request", GET.replace(b"\r\n", b"\n"), (), "LF alone"),
    ("response", b"HTTP/1.1 200 OK\n\n", (), "LF alone"),
    ("request", b"HTTP/1.1 200 OK\r\n\r\n", ("--request",), "--response"),
    ("response", GET, ("--response",), "--request"),
    ("response", b"HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (),
     "a 204 response has no content, whatever its fields say (RFC 9112, 6.3 rule 1); from octet 55 on it is read as the next response; "
     "if no other request was sent, it is extra data (9.2)"),
    ("response", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\nhi", (), "a 304 response has no content"),
    ("response", b"HTTP/1.1 100 Continue\r\n\r\nhello", (), "an interim response has no content, whatever its fields say (RFC 9112, 6.3 rule 1); from octet 25 on it is read as the final response"),
    ("response", b"HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\nhello", ("--method", "GET"),
     "an interim response has no content, whatever its fields say (RFC 9112, 6.3 rule 1); from octet 44 on it is read as the final response"),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhihttp/1.1 200 OK\r\n\r\n", ("--method", "GET", "--method", "GET"),
     "has Content-Length 2 (RFC 9112, 6.3 rule 6); from octet 40 on it is read as the next response"),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhihttp/1.1 200 OK\r\n\r\n", ("--method", "GET"),
     "has Content-Length 2 (RFC 9112, 6.3 rule 6); from octet 40 on it is extra data (9.2)"),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhihi", ("--method", "GET", "--method", "GET"),
     "the connection closes after it, so that no message begins at octet 59"),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nhi", (),
     "the Transfer-Encoding of the response before overrides its Content-Length (RFC 9112, 6.3 rule 3)"),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", ("--method", "HEAD"),
     "a response to HEAD has no content, whatever its fields say (RFC 9112, 6.3 rule 1); from octet 38 on it is extra data (9.2)"),
    ("response", b"HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\nhi", (), "the response before has Content-Length 0"),
    ("response", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nhi", (), "ended with its last chunk"),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", (), "say --method HEAD"),
    ("request", GET + b"a=b", (), "has no body (RFC 9112, 6.3 rule 7); the next begins at octet 27"),
    ("request", GET + b"hello", (), "has no body"),
    ("request", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na=b", (), "the request before has Content-Length 1"),
    ("request", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na\r\n" + GET, (),
     "has Content-Length 1 (RFC 9112, 6.3 rule 6); an empty line follows, which a server SHOULD ignore (2.2); the next begins at octet 50"),
    ("request", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na\r\n\r\n", (), "(RFC 9112, 6.3 rule 6); 2 empty lines follow; a server SHOULD"),
    ("request", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nConnection: close\r\n\r\nab c", (),
     "the connection closes after it, so that no message begins at octet 67"),
]
NONE = [
    ("request", GET, ()), ("request", b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", ()), ("request", GET + b"GE", ()),
    ("request", GET + b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", ()), ("request", GET + b"GET /\r\n", ()),
    ("request", b"GET / HTTP/1.1\r\nHost: a\n\r\n", ()),
    ("response", b"HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 20x\r\n", ()), ("response", b"HTTP/1.1 204 No Content\r\n\r\nHTT", ()),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nh", ()),
    ("response", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", ("--method", "GET")),
]


class Hints(unittest.TestCase):
    def hint(self, octets, options):
        page = run("explain", *options, octets=octets)
        said = json.loads(run("explain", "--json", *options, octets=octets).out)
        lines = page.out.splitlines()
        found = [line[len("hint: "):] for line in lines if line.startswith("hint: ")]
        self.assertEqual(found, [said["hint"]] if said["hint"] else [], page.out)
        if found:
            self.assertEqual(page.code, REJECTED)
            self.assertEqual(lines[-1], "hint: " + found[0])  # after the verdict, on one line
            self.assertTrue(lines[-2].startswith("reject: "))
            self.assertRegex(found[0], r"\A[ -~]+\Z")
        return said

    def test_hints(self):
        for kind, octets, options, wanted in HINTS:
            said = self.hint(octets, options)
            self.assertIn(wanted, said["hint"] or "", octets)
            rule = re.search(r"6\.3 rule (\d)", said["hint"])
            if rule:
                self.assertEqual("9112-6.3-r" + rule[1], said["messages"][-1]["framing"]["rule"], octets)
            if said["hint"].endswith("it is extra data (9.2)") and "if no other" not in said["hint"]:
                self.assertEqual(said["clause"], "9112-9.2-no-outstanding-request", octets)

    def test_none(self):
        for _, octets, options in NONE:
            self.assertIsNone(self.hint(octets, options)["hint"], octets)

    def test_a_hint_changes_nothing(self):
        for kind, octets, options, _ in HINTS:
            said = self.hint(octets, options)
            methods = {"methods": list(options[1::2])} if "--method" in options else {}
            answer = parse([question(octets, kind, id="-", eof=True, **methods)])[0]
            del said["hint"]
            self.assertEqual(said, answer)

    def test_accepted_octets_have_none(self):
        for kind, octets in mutations(100, seed=6):
            said = json.loads(run("explain", "--json", "--" + kind, octets=octets).out)
            if said["verdict"] != "reject":
                self.assertIsNone(said["hint"], octets)
        self.assertEqual(run("explain", octets=GET).code, ACCEPTED)

    def test_what_is_missing(self):
        cut = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\nhi"
        for octets, said in ((cut % 3, "in the message body; 1 octet of it is missing"), (cut % 10, "in the message body; 8 octets of it are missing"),
                             (b"HTTP/1.1 100 Continue\r\n\r\n", "after an interim response; the final one has not come")):
            self.assertIn("  the octets end " + said + "\n", run("explain", "--more", octets=octets).out)


if __name__ == "__main__":
    unittest.main()
