"""plumbline forward: what is sent on, by which rule at which octet, what is refused; JSON, lists, and its options."""

import base64
import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_READ, REJECTED, USAGE, run

VIA = b"Via: 1.1 plumbline\r\n"


def forward(octets, *words):
    done = run("forward", "--json", "--no-clock", *words, octets=octets)
    return done.code, json.loads(done.out)


def one(octets, *words):
    return forward(octets, *words)[1]["messages"][0]


def sent(octets, *words):
    message = one(octets, *words)
    assert message["fate"] == "sent", message
    return base64.b64decode(message["octets"])


def rules(message):
    return [(change["rule"], change["offset"]) for change in message["changes"]]


class ForwardVerb(unittest.TestCase):
    maxDiff = None

    def test_what_is_meant_for_the_connection_is_removed(self):
        octets = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: x-hop, close\r\nX-Hop: 1\r\nconnection: X-Other\r\nx-other: 2\r\nX-Hopper: 3\r\n\r\n"
        self.assertEqual(sent(octets), b"GET / HTTP/1.1\r\nHost: a\r\nX-Hopper: 3\r\n" + VIA + b"\r\n")
        self.assertEqual(rules(one(octets)), [
            ("9110-7.6.1-connection-removed", 25), ("9110-7.6.1-nominated", octets.index(b"X-Hop: 1")),
            ("9110-7.6.1-connection-removed", octets.index(b"connection: X")), ("9110-7.6.1-nominated", octets.index(b"x-other: 2")),
            ("9110-7.6.3-via-request", octets.rindex(b"\r\n"))])
        octets = b"GET / HTTP/1.1\r\nHost: a\r\nKeep-Alive: 1\r\nProxy-Connection: close\r\nUpgrade: h2c\r\nTE: trailers\r\n\r\n"
        self.assertEqual(sent(octets), b"GET / HTTP/1.1\r\nHost: a\r\n" + VIA + b"\r\n")

    def test_what_is_nominated_and_has_to_be_there_is_its_own(self):
        octets = b"PUT / HTTP/1.1\r\nConnection: host, content-length\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
        self.assertEqual(sent(octets), b"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + VIA + b"\r\nhi")

    def test_targets(self):
        for method, target, host, words, start in (
                ("GET", "http://b:80/x?y", "a", (), "GET /x?y HTTP/1.1\r\nHost: b:80"),
                ("GET", "http://b", "a", (), "GET / HTTP/1.1\r\nHost: b"),
                ("GET", "http://b?q", "a", (), "GET /?q HTTP/1.1\r\nHost: b"),
                ("OPTIONS", "http://b", "a", (), "OPTIONS * HTTP/1.1\r\nHost: b"),
                ("OPTIONS", "http://b", "a", ("--to-proxy",), "OPTIONS http://b HTTP/1.1\r\nHost: b"),
                ("OPTIONS", "http://b?q", "a", (), "OPTIONS /?q HTTP/1.1\r\nHost: b"),
                ("OPTIONS", "*", "a", ("--to-proxy",), "OPTIONS * HTTP/1.1\r\nHost: a"),
                ("GET", "/x", "a", ("--to-proxy",), "GET http://a/x HTTP/1.1\r\nHost: a"),
                ("GET", "/x", "a", ("--to-proxy", "--scheme", "https"), "GET https://a/x HTTP/1.1\r\nHost: a"),
                ("GET", "http://b", "a", ("--to-proxy",), "GET http://b HTTP/1.1\r\nHost: b"),
                ("CONNECT", "b:1", "a", ("--to-proxy",), "CONNECT b:1 HTTP/1.1\r\nHost: b:1")):
            octets = ("%s %s HTTP/1.1\r\nHost: %s\r\n\r\n" % (method, target, host)).encode()
            self.assertTrue(sent(octets, *words).startswith(start.encode() + b"\r\n"), (target, sent(octets, *words)))
        message = one(b"GET ftp://b/x HTTP/1.1\r\nHost: a\r\n\r\n")
        self.assertEqual((message["fate"], message["status"], message["why"]["rule"]), ("refused", 501, "9112-3.2.1-origin-form"))
        message = one(b"CONNECT b:1 HTTP/1.1\r\nHost: a\r\n\r\n")
        self.assertEqual((message["fate"], message["why"]["rule"]), ("answered", "9110-9.3.6-tunnel"))

    def test_a_list_with_an_authority_has_no_asterisk_for_a_proxy(self):
        octets = b":method: OPTIONS\n:scheme: http\n:authority: b\n:path: *\n"
        self.assertTrue(sent(octets, "--h2", "--to-proxy").startswith(b"OPTIONS http://b HTTP/1.1\r\nHost: b\r\n"))
        self.assertTrue(sent(octets, "--h2").startswith(b"OPTIONS * HTTP/1.1\r\nHost: b\r\n"))

    def test_expectations_of_http10_are_ignored(self):
        octets = b"PUT / HTTP/%b\r\nHost: a\r\nExpect: %b\r\nContent-Length: 2\r\n\r\nhi"
        self.assertNotIn(b"Expect", sent(octets % (b"1.0", b"100-Continue")))
        self.assertIn(("9110-10.1.1-ignored", 25), rules(one(octets % (b"1.0", b"100-continue"))))
        self.assertIn(b"\r\nExpect: x=y\r\n", sent(octets % (b"1.0", b"x=y, 100-continue")))
        self.assertIn(b"\r\nExpect: 100-continue\r\n", sent(octets % (b"1.1", b"100-continue")))

    def test_max_forwards(self):
        octets = b"OPTIONS / HTTP/1.1\r\nHost: a\r\nMax-Forwards: %b\r\n\r\n"
        for value, lowered in ((b"3", b"2"), (b"1", b"0"), (b"0010", b"9"), (b"99999999999999999999999", b"18446744073709551615")):
            self.assertIn(b"\r\nMax-Forwards: %b\r\n" % lowered, sent(octets % value))
        code, answer = forward(octets % b"0")
        self.assertEqual((code, answer["messages"][0]["fate"], answer["messages"][0]["why"]["rule"]), (ACCEPTED, "answered", "9110-7.6.2-zero"))
        self.assertEqual(one(octets % b"x")["status"], 400)
        self.assertIn(b"Max-Forwards: 0\r\n", sent(b"GET / HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n"))

    def test_own_version_and_via(self):
        self.assertEqual(sent(b"GET / HTTP/1.0\r\nVia: 1.1 a\r\nVia: 0.9 b (c)\r\n\r\n", "--pseudonym", "fred"),
                         b"GET / HTTP/1.1\r\nHost: \r\nVia: 1.1 a\r\nVia: 0.9 b (c), 1.0 fred\r\n\r\n")
        octets = b"HTTP/1.0 204 No\r\nContent-Length: 0\r\n\r\n"
        self.assertEqual(sent(octets), b"HTTP/1.1 204 No\r\nVia: 1.0 plumbline\r\n\r\n")
        self.assertEqual(sent(octets, "--role", "gateway"), b"HTTP/1.1 204 No\r\n\r\n")

    def test_framing(self):
        chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n1;x=y\r\na\r\n2\r\nbc\r\n0\r\nT: 1\r\nHost: z\r\n\r\n"
        self.assertEqual(sent(chunked), b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + VIA + b"\r\n3\r\nabc\r\n0\r\nT: 1\r\n\r\n")
        self.assertEqual(rules(one(chunked)), [
            ("9112-6.3-both-lengths-forwarded", 45), ("9110-7.6.3-via-response", 64), ("9112-7.1.1-forwarded", 66),
            ("9112-7.1.2-apart", chunked.index(b"Host"))])
        self.assertEqual(sent(chunked, "--downstream", "HTTP/1.0"), b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n" + VIA + b"\r\nabc")
        until_close = b"HTTP/1.1 200 OK\r\n\r\nabc"
        self.assertEqual(sent(until_close), b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + VIA + b"\r\n3\r\nabc\r\n0\r\n\r\n")
        self.assertEqual(sent(until_close, "--next-hop", "HTTP/1.0"), b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n" + VIA + b"\r\nabc")
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
        self.assertEqual(sent(head, "--method", "HEAD"), b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n" + VIA + b"\r\n")
        code, answer = forward(head)
        self.assertEqual((code, answer["messages"][0]["fate"]), (REJECTED, "incomplete"))
        # A coding that is nominated overrides a length all the same.
        both = b"HTTP/1.1 304 No\r\nConnection: transfer-encoding\r\nTransfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n"
        self.assertEqual(sent(both), b"HTTP/1.1 304 No\r\n" + VIA + b"\r\n")
        empty = b"PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        self.assertEqual(sent(empty, "--next-hop", "HTTP/1.0"), b"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n" + VIA + b"\r\n")
        zipped = b"PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"
        self.assertIn(b"\r\nTransfer-Encoding: gzip, chunked\r\n", sent(zipped))
        self.assertEqual(one(zipped, "--next-hop", "HTTP/1.0")["status"], 501)
        self.assertEqual(one(zipped, "--next-hop", "HTTP/2")["why"]["rule"], "9112-6.1-codings")

    def test_faults_are_read_as_a_sentence_permits(self):
        octets = b"\r\nPOST / HTTP/1.1\r\n lost\r\nHost: a\r\nX: b\r\n c\x00d\re\r\nContent-Length: 2, 2\r\n\r\nhi"
        self.assertEqual(sent(octets), b"POST / HTTP/1.1\r\nHost: a\r\nX: b c d e\r\nContent-Length: 2\r\n" + VIA + b"\r\nhi")
        self.assertEqual([rule for rule, _ in rules(one(octets))],
                         ["2.2-empty", "9112-2.2-whitespace-lines", "9112-5.2-fold", "9112-2.2-controls", "9112-2.2-controls",
                          "9110-8.6-forwarded", "9110-7.6.3-via-request"])
        self.assertEqual(sent(b"HTTP/1.1 204 No\r\nX : y\r\n\r\n"), b"HTTP/1.1 204 No\r\nX: y\r\n" + VIA + b"\r\n")

    def test_refusals(self):
        for octets, words, status, rule in (
                (b"GET / HTTP/1.1\r\n\r\n", (), 400, "3.2-host"),
                (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", (), 400, "5.1-400"),
                (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", (), 400, "6.3-r5"),
                (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", (), 502, "9112-6.3-502"),
                (b"HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", (), 502, "9110-7.8-own-upgrade"),
                (b"HTTP/1.1 20 OK\r\n\r\n", (), 502, "9112-4-status-code"),
                (b"HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n", (), 502, "9110-15-status-range"),
                (b"HTTP/1.1 600 OK\r\nContent-Length: 0\r\n\r\n", ("--next-hop", "HTTP/2"), 502, "9110-15-status-range"),
                (b"TRACE / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", (), 400, "9110-9.3.8-forwarded"),
                (b"CONNECT b:443 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", ("--to-proxy",), 400, "9.3.6-content"),
                (b"CONNECT b:443 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", ("--to-proxy", "--next-hop", "HTTP/2"), 400,
                 "9.3.6-content"),
                (b"CONNECT b:443 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", (), 400, "9.3.6-content"),
                (b"GET / HTTP/1.0\r\n\r\n", ("--to-proxy",), 400, "9112-3.2.2-absolute-form"),
                (b"GET / HTTP/1.0\r\n\r\n", ("--next-hop", "HTTP/3"), 400, "9114-4.3.1-control")):
            code, answer = forward(octets, *words)
            message = answer["messages"][0]
            self.assertEqual((code, message["fate"], message["status"], message["why"]["rule"]), (REJECTED, "refused", status, rule), octets)
        # The next message is read where the refused one has an end.
        answer = forward(b"GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")[1]
        self.assertEqual([message["fate"] for message in answer["messages"]], ["refused", "sent"])
        answer = forward(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")[1]
        self.assertEqual([(message["fate"], message["status"]) for message in answer["messages"]], [("sent", None), ("refused", None)])

    def test_interim_responses(self):
        octets = b"HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\n\r\n"
        self.assertEqual([message["fate"] for message in forward(octets)[1]["messages"]], ["sent", "sent"])
        code, answer = forward(octets, "--downstream", "HTTP/1.0")
        self.assertEqual((code, [message["fate"] for message in answer["messages"]]), (ACCEPTED, ["not-sent", "sent"]))
        self.assertEqual(answer["messages"][0]["why"]["rule"], "9110-15.2-interim")

    def test_date(self):
        date = "Tue, 15 Nov 1994 08:12:31 GMT"
        octets = b"HTTP/1.1 204 No\r\n\r\n"
        done = run("forward", "--octets", "--date", date, octets=octets)
        self.assertEqual(done.out, "HTTP/1.1 204 No\r\nDate: %s\r\nVia: 1.1 plumbline\r\n\r\n" % date)
        self.assertIn("\r\nDate: ", run("forward", "--octets", octets=octets).out)
        self.assertEqual(run("forward", "--octets", "--date", date, octets=b"HTTP/1.1 204 No\r\nDate: x\r\n\r\n").out.count("Date"), 1)

    def test_to_lists(self):
        octets = b"GET http://b/x HTTP/1.1\r\nHost: a\r\nX-Y: 1\r\nTE: trailers, gzip\r\nConnection: te\r\nCookie: a=b; c=d\r\nKeep-Alive: 1\r\n\r\n"
        for version in ("HTTP/2", "HTTP/3"):
            made = one(octets, "--next-hop", version)["list"]
            self.assertEqual(made, {"version": version, "content": "", "trailers": [], "fields": [
                [":method", "GET"], [":scheme", "http"], [":authority", "b"], [":path", "/x"], ["x-y", "1"], ["cookie", "a=b; c=d"],
                ["via", "1.1 plumbline"], ["te", "trailers"]]})
        made = one(b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "--next-hop", "HTTP/2")["list"]["fields"]
        self.assertEqual(made[:4], [[":method", "OPTIONS"], [":scheme", "http"], [":path", "*"], ["host", "a"]])
        made = one(b"CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", "--next-hop", "HTTP/2", "--to-proxy")["list"]["fields"]
        self.assertEqual(made[:2], [[":method", "CONNECT"], [":authority", "a:1"]])
        made = one(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-T: 1\r\n\r\n", "--next-hop", "HTTP/2")["list"]
        self.assertEqual((made["fields"], made["content"], made["trailers"]), ([[":status", "200"], ["via", "1.1 plumbline"]], "YQ==", [["x-t", "1"]]))

    def test_from_lists(self):
        octets = b":method: POST\n:scheme: https\n:authority: h\n:path: /p\ncookie: a=b\ncookie: c=d\nte: trailers\n\nx-t: 1\n"
        message = one(octets, "--h2")
        self.assertEqual(base64.b64decode(message["octets"]),
                         b"POST /p HTTP/1.1\r\nHost: h\r\ncookie: a=b; c=d\r\nTransfer-Encoding: chunked\r\nVia: 2.0 plumbline\r\n"
                         b"TE: trailers\r\nConnection: TE\r\n\r\n0\r\nx-t: 1\r\n\r\n")
        self.assertIn(("9113-8.2.3-cookie", 4), rules(message))
        self.assertIn("9114-4.2.1-cookie", [rule for rule, _ in rules(one(octets, "--h3"))])
        crumbs = b":method: GET\n:scheme: https\n:authority: h\n:path: /p\ncookie: \ncookie: c=d\ncookie:\n"
        self.assertIn(b"\r\ncookie: ; c=d;\r\n", sent(crumbs, "--h2"))
        for more in (b"connection: x\n", b"x: a\rb\n", b"x: a\x00b\n", b"host: other\n", b"X: y\n", b"content-length: 5\n", b"x y: z\n"):
            code, answer = forward(b":method: GET\n:scheme: https\n:authority: h\n:path: /p\n" + more, "--h2")
            message = answer["messages"][0]
            self.assertEqual((code, message["fate"], message["status"], message["why"]["rule"], message["why"]["offset"]),
                             (REJECTED, "refused", 400, "9113-8.1.1-malformed", 4), more)
        self.assertEqual(one(b":status: 200\nkeep-alive: x\n", "--h3")["status"], 502)
        self.assertEqual(sent(b":status: 200\n", "--h2"), b"HTTP/1.1 200 \r\nContent-Length: 0\r\nVia: 2.0 plumbline\r\n\r\n")
        self.assertEqual(sent(b":status: 200\n", "--h2", "--method", "HEAD"), b"HTTP/1.1 200 \r\nVia: 2.0 plumbline\r\n\r\n")

    def test_content_of_a_list(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"hello")
            file.flush()
            octets = b":status: 200\n"
            self.assertTrue(sent(octets, "--h2", "--content", file.name).endswith(b"\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
            self.assertTrue(sent(octets, "--h2", "--content", file.name, "--downstream", "HTTP/1.0").endswith(b"\r\n\r\nhello"))
            self.assertIn(b"\r\ncontent-length: 5\r\n", sent(octets + b"content-length: 5\n", "--h2", "--content", file.name))
            self.assertEqual(one(octets + b"content-length: 4\n", "--h2", "--content", file.name)["fate"], "refused")
            # What has no content is sent without, and that is told.
            for status, words in ((b"304", ()), (b"204", ()), (b"103", ()), (b"200", ("--method", "HEAD"))):
                message = one(b":status: %b\n\nx-t: 1\n" % status, "--h2", "--content", file.name, *words)
                self.assertTrue(base64.b64decode(message["octets"]).endswith(b"plumbline\r\n\r\n"), message)
                self.assertEqual([rule for rule, _ in rules(message)].count("9110-6.4.1-no-content"), 2, message)

    def test_octets_alone_can_be_forwarded_again(self):
        octets = b"GET http://a/ HTTP/1.0\r\nKeep-Alive: 1\r\n\r\n"
        there = run("forward", "--octets", "--next-hop", "HTTP/2", octets=octets).out
        self.assertEqual(there, ":method: GET\n:scheme: http\n:authority: a\n:path: /\nvia: 1.0 plumbline\n")
        back = run("forward", "--octets", "--h2", octets=there.encode()).out
        self.assertEqual(back, "GET / HTTP/1.1\r\nHost: a\r\nvia: 1.0 plumbline, 2.0 plumbline\r\n\r\n")

    def test_tunnels(self):
        answer = forward(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", "--method", "CONNECT")[1]
        self.assertEqual((base64.b64decode(answer["messages"][0]["octets"]), answer["tunnel_from"]),
                         (b"HTTP/1.1 200 OK\r\n" + VIA + b"\r\n", 38))

    def test_a_refused_101_makes_no_tunnel(self):
        answer = forward(b"HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx")[1]
        self.assertEqual((answer["messages"][0]["fate"], answer["tunnel_from"]), ("refused", None))

    def test_the_page(self):
        page = run("forward", "--no-clock", octets=b"GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n").out
        self.assertIn("message 1: sent on\n\n       0 | GET / HTTP/1.1\\r\\n\n", page)
        self.assertIn("  octet 31       obs-fold is replaced by SP\n", page)
        self.assertIn("RFC 9112, section 5.2; MUST [9112-5.2-fold]\n", page)
        page = run("forward", octets=b"GET / HTTP/1.1\r\n\r\n").out
        self.assertIn("message 1: refused: the client is sent 400\n", page)

    def test_wrong_usage(self):
        octets = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        for words in (("--role", "origin"), ("--next-hop", "HTTP/1.2"), ("--request", "--response"), ("--request", "--method", "GET"),
                      ("--response", "--to-proxy"), ("--next-hop", "HTTP/2", "--downstream", "HTTP/2"), ("--content", "x"),
                      ("--pseudonym", "a b"), ("--date", "today"), ("--date", "Mon, 15 Nov 1994 08:12:31 GMT"),
                      ("--date", "Tue, 15 Nov 1994 08:12:31 GMT", "--no-clock"), ("--h2", "--h3"), ("--json", "--octets"), ("a", "b")):
            done = run("forward", *words, octets=octets)
            self.assertEqual((done.code, done.out, done.err.count("\n")), (USAGE, "", 1), (words, done))
        self.assertEqual(run("forward", "missing.http").code, CANNOT_READ)
        self.assertEqual(run("forward", "--h2", octets=b"no list\n").code, CANNOT_READ)


if __name__ == "__main__":
    unittest.main()
