"""`plumbline parse` and large or hostile lines: time grows with the line, memory with the line and not with its answer."""

import base64
import json
import os
import re
import resource
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, OUT_OF_MEMORY, PLUMBLINE, question, run

REQUEST = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
MIB = 1 << 20


def line(**members):
    return json.dumps(members).encode() + b"\n"


def answer_and_memory(arguments, octets):
    """The answer to one line, and how many octets of memory were in use at most."""
    # AddressSanitizer keeps what was freed: little of it, so that the figure says what was in use.
    environment = dict(os.environ, ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=4")
    with subprocess.Popen([PLUMBLINE, "parse", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env=environment) as process:
        feeder = threading.Thread(target=process.stdin.write, args=(octets,))
        feeder.start()
        out = process.stdout.readline()
        feeder.join()
        # The process waits for the next line; rusage would count what Python had when it made the process.
        with open("/proc/%d/status" % process.pid) as status:
            memory = int(re.search(r"VmHWM:\s*(\d+) kB", status.read()).group(1)) << 10
        process.stdin.close()
    assert process.returncode == ACCEPTED, process.returncode
    return out.decode(), memory


class Lines(unittest.TestCase):
    def check(self, octets, said, memory, arguments=(), seconds=20):
        begin = time.monotonic()
        out, most = answer_and_memory(arguments, octets)
        self.assertEqual(out[:len(said)], said)
        self.assertLess(most, memory)
        self.assertLess(time.monotonic() - begin, seconds)
        return out

    def test_deep_values(self):
        for name in ("octets", "kind", "id", "role", "methods", "eof", "nonsense"):
            for value in ("[" * 100000 + "]" * 100000, '{"a":' * 100000 + "1" + "}" * 100000, "[" * 100000):
                self.check(b'{"%b":%b,"kind":"request"}\n' % (name.encode(), value.encode()), '{"id":null,"error":', 100 * MIB)

    def test_many_members(self):
        members = ",".join('"m%d":%d' % (i, i) for i in range(100000)).encode()
        self.check(b"{%b}\n" % members, '{"id":null,"error":"there is no member \\"m0\\""}\n', 100 * MIB, seconds=10)
        self.check(b'{%b,"id":7}\n' % members, '{"id":7,"error":"there is no member \\"m0\\""}\n', 100 * MIB, seconds=10)
        self.check(b'{"id":7,%b}\n' % (b'"eof":true,' * 400000)[:-1], '{"id":7,"error":"\\"eof\\" appears twice"}\n', 100 * MIB)

    def test_many_lengths(self):
        # The zeros of the first number are passed over once, not for each number that is compared with it.
        ones = b"Content-Length: " + b"1," * 31000 + b"1\r\n"
        head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + b"0" * 65000 + b"1\r\n" + ones * 3 + b"\r\n"
        said = '{"id":1,"verdict":"reject","consumed":0,"offset":%d,' % (len(head) - 2)
        out = self.check(line(**question(head, id=1)), said, 100 * MIB, seconds=2)
        self.assertEqual(json.loads(out)["clause"], "9110-8.6-content-length-list")

    def test_many_messages(self):
        asked = question(REQUEST * 40000, id=1)
        out = self.check(line(**asked), '{"id":1,"verdict":"accept","consumed":%d,' % (40000 * len(REQUEST)), 120 * MIB)
        self.assertEqual(len(json.loads(out)["messages"]), 40000)

    def test_many_messages_of_a_model(self):
        asked = question(RESPONSE * 40000, "response", id=1, reads=[len(RESPONSE)] * 40000)
        out = self.check(line(**asked), '{"id":1,"verdict":"accept",', 120 * MIB, ["--as", "firefox"])
        self.assertEqual(len(json.loads(out)["messages"]), 40000)

    def test_many_methods_and_reads(self):
        methods = question(RESPONSE, "response", methods=["GET"] * 500000)
        self.check(line(**methods), '{"id":null,"verdict":"accept",', 150 * MIB)
        reads = question(RESPONSE, "response", reads=[1] * 1000000)
        self.check(line(**reads), '{"id":null,"verdict":"accept",', 150 * MIB, ["--as", "chromium"])

    def test_long_strings_and_numbers(self):
        long = b"x" * (8 * MIB)
        self.check(b'{"id":"%b"}\n' % long, '{"id":"xxx', 150 * MIB)
        self.check(b'{"%b":1}\n' % long, '{"id":null,"error":"there is no member', 150 * MIB)
        self.check(b'{"kind":"%b"}\n' % long, '{"id":null,"error":"\\"kind\\"', 150 * MIB)
        self.check(b'{"id":0.%b}\n' % (b"3" * (2 * MIB)), '{"id":0.333', 150 * MIB)
        self.check(b'{"id":%b}\n' % (b"3" * (2 * MIB)), '{"id":null,"error":"the number that ends at octet', 150 * MIB)

    def test_a_long_body(self):
        octets = b"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % (16 * MIB) + bytes(16 * MIB)
        out = self.check(line(**question(octets)), '{"id":null,"verdict":"accept",', 250 * MIB)
        self.assertEqual(len(base64.b64decode(json.loads(out)["messages"][0]["body"])), 16 * MIB)


class Memory(unittest.TestCase):
    def limited(self, arguments, octets, limit):
        return subprocess.run([PLUMBLINE, *arguments], input=octets, capture_output=True, timeout=60,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))

    def test_what_does_not_fit_ends_with_one_line(self):
        limit = 128 * MIB
        if self.limited(["--version"], b"", limit).returncode != ACCEPTED:
            self.skipTest("a sanitizer takes more address space than the limit")
        body = b"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % (40 * MIB) + bytes(40 * MIB)
        small = line(**question(REQUEST, id="first"))
        for arguments, octets in [(["parse"], small + line(**question(body))), (["explain", "--json"], body)]:
            result = self.limited(arguments, octets, limit)
            self.assertEqual((result.returncode, result.stderr), (OUT_OF_MEMORY, b"plumbline: out of memory\n"))
            if arguments == ["parse"]:  # what was asked before is answered
                self.assertEqual(json.loads(result.stdout.split(b"\n")[0])["id"], "first")


class Ascii(unittest.TestCase):
    """Text that cuts lines in one program and not in another, or that a terminal obeys, is escaped in all JSON."""

    def check(self, out):
        self.assertRegex(out, r"\A([ -~]*\n)+\Z")
        for text in out.splitlines():
            json.loads(text)

    def test_parse(self):
        octets = b"GET / HTTP/1.1\r\nHost: a\r\nX: \x80\x85\x9b\xff\tx\r\n\r\n"
        for name in ("\u0085", "\u2028\u2029", "\x7f", "\U0001f600"):
            asked = json.dumps(question(octets, id=name), ensure_ascii=False).encode()
            out = run("parse", octets=asked).out
            self.check(out)
            self.assertEqual(json.loads(out)["id"], name)
            self.assertEqual(json.loads(out)["messages"][0]["fields"][1], ["X", "\x80\x85\x9b\xff\tx"])
            wrong = json.dumps({"id": name, name: 1}, ensure_ascii=False).encode()
            self.check(run("parse", octets=wrong).out)
        response = question(b"HTTP/1.1 200 \x85\x9b\r\nContent-Length: 0\r\n\r\n", "response")
        self.check(run("parse", "--as", "firefox", octets=line(**response)).out)

    def test_other_verbs(self):
        octets = b"HTTP/1.1 200 \x85\r\nX: \x9b\r\n\r\n"
        for arguments, given in [(["explain", "--json"], octets), (["explain", "--json", "--models"], octets),
                                 (["explain", "--json", "--h2"], b":status: 200\nx: \x85\x9b\n"),
                                 (["clauses", "--json"], b""), (["keep-alive", "--json", "timeout=\u0085\u2028"], b""),
                                 (["grammar", "chunk-ext", "--json"], b""),
                                 (["grammar", "token", "--match", "-", "--json"], b"\x85\x7f"),
                                 (["grammar", "field-value", "--json", "--near-miss", "9"], b"")]:
            self.check(run(*arguments, octets=given).out)


if __name__ == "__main__":
    unittest.main()
