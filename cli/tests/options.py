"""Options of every verb: numbers are digits, what contradicts itself is refused, what is misspelt is suggested."""

import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, REJECTED, USAGE, run, verbs

REQUEST = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
LIST = b":status: 200\n"


class Options(unittest.TestCase):
    def refused(self, said, *words, octets=REQUEST):
        result = run(*words, octets=octets)
        self.assertEqual((result.code, result.out, result.err.count("\n")), (USAGE, "", 1), (words, result))
        self.assertIn(said, result.err, words)

    def test_numbers_are_digits(self):
        for number in (" 80", "80 ", "+80", "-0", "0x50", "8_0", "8e1", "", "80.0", "\t80", "80\n", "99999999999999999999"):
            self.refused("--port is a number", "explain", "--models", "--port", number, octets=RESPONSE)
            self.refused("--reads is numbers", "explain", "--models", "--reads", "1," + number, octets=RESPONSE)
            for option, more in (("--sample", ()), ("--near-miss", ()), ("--length", ("--sample", "1")), ("--seed", ("--sample", "1")),
                                 ("--extra", ("--suite",)), ("--depth", ())):
                self.refused(option, "grammar", "comment", option, number, *more)
        self.refused("--reads is numbers", "explain", "--models", "--reads", "1, 2", octets=RESPONSE)
        self.assertEqual(run("explain", "--models", "--port", "0080", "--reads", "1,2", octets=RESPONSE).code, ACCEPTED)

    def test_columns_is_a_number_or_nothing(self):
        usual = run("keep-alive", "timeout=5").out
        for columns in ("", " 60", "+60", "60x", "0", "-1"):
            self.assertEqual(run("keep-alive", "timeout=5", env=dict(os.environ, COLUMNS=columns)).out, usual, columns)

    def test_contradictions(self):
        for words, octets in (
                (("explain", "--request", "--response"), REQUEST), (("explain", "--more", "--eof"), REQUEST),
                (("explain", "--h2", "--h3"), LIST), (("explain", "--quiet", "--json"), REQUEST),
                (("explain", "--quiet", "--summary"), REQUEST), (("explain", "--summary", "--json"), REQUEST),
                (("explain", "--json", "--color=always"), REQUEST), (("explain", "--quiet", "--color=always"), REQUEST),
                (("explain", "--h2", "--trailers", "--request"), LIST), (("explain", "--h2", "--trailers", "--response"), LIST),
                (("explain", "--h2", "--method", "GET"), LIST), (("explain", "--h3", "--role", "origin"), LIST),
                (("explain", "--h2", "--more"), LIST), (("explain", "--trailers"), REQUEST),
                (("explain", "--scheme", "http"), REQUEST), (("explain", "--port", "80"), REQUEST),
                (("explain", "--reads", "1"), REQUEST), (("explain", "--models", "--summary"), RESPONSE),
                (("explain", "--models", "--fail-on", "note"), RESPONSE), (("explain", "--models", "--h2", "--port", "80"), LIST),
                (("explain", "--models", "--h2", "--trailers"), LIST), (("explain", "--models", "--response"), RESPONSE),
                (("explain", "--role", "origin", "--role", "intermediary"), REQUEST),
                (("explain", "--role", "origin", "--response"), RESPONSE), (("explain", "--role", "user-agent", "--request"), REQUEST),
                (("explain", "--models", "--port", "80", "--port", "81"), RESPONSE),
                (("explain", "--color=always", "--color=never"), REQUEST), (("explain", "--fail-on", "error"), REQUEST),
                (("clauses", "--json", "--color=always"), b""), (("clauses", "--color", "auto", "--color", "never"), b""),
                (("keep-alive", "--json", "--color=always", "timeout=5"), b""),
                (("keep-alive", "--connection", "close", "--no-connection", "timeout=5"), b""),
                (("grammar", "token", "--json", "--color=always"), b""), (("grammar", "token", "--dot", "--color=always"), b""),
                (("grammar", "token", "--sample", "1", "--color=always"), b""), (("grammar", "token", "--sample", "1", "--sample", "2"), b""),
                (("grammar", "token", "--dot", "--json"), b""), (("grammar", "token", "--sample", "1", "--suite"), b""),
                (("parse", "--as", "chromium", "--as", "firefox"), b""),
                (("help", "explain", "parse"), b""), (("--help", "explain"), b""), (("--version", "--json"), b"")):
            result = run(*words, octets=octets)
            self.assertEqual((result.code, result.out, result.err.count("\n")), (USAGE, "", 1), (words, result))

    def test_what_says_the_same_twice_is_no_contradiction(self):
        for words in (("explain", "--request", "--request"), ("explain", "--role", "origin", "--role=origin", "--request"),
                      ("explain", "--eof", "--eof")):
            self.assertEqual(run(*words, octets=REQUEST).code, ACCEPTED, words)
        self.assertEqual(run("explain", "--method", "GET", "--method", "HEAD", octets=RESPONSE).code, ACCEPTED)
        self.assertEqual(run("help", "help").code, ACCEPTED)
        self.assertEqual(run("help", "explain"), run("explain", "--help"))

    def test_did_you_mean(self):
        for wanted, *words in (("explain", "explian"), ("parse", "prase"), ("clauses", "clause"), ("keep-alive", "keepalive"),
                               ("grammar", "gramar"), ("grammar", "help", "gramar"), ("--version", "--verison"), ("--help", "-help"),
                               ("--response", "explain", "--reponse"), ("--models", "explain", "--model"), ("--json", "explain", "-json"),
                               ("--color", "clauses", "--colour"), ("--http10", "keep-alive", "--http1.0", "x"), ("--as", "parse", "--ass"),
                               ("--near-miss", "grammar", "token", "--near-mis"), ("chunk-ext", "grammar", "chunk-exten"),
                               ("chunk-ext", "grammar", "--list", "chunkext"),
                               ("9112-2.2-bare-lf", "clauses", "9112-2.2-bare-lff"), ("9112-2.2-bare-lf", "clauses", "bare-lf")):
            result = run(*words)
            self.assertEqual((result.code, result.out), (USAGE, ""), words)
            self.assertRegex(result.err, r"; did you mean [^?]*(?<![\w-])%s(?![\w-])[^?]*\?" % wanted.replace(".", r"\."), words)
        for wanted, *words in (("always", "clauses", "--color=alway"), ("never", "keep-alive", "--color", "Never", "timeout=5"),
                               ("auto", "grammar", "token", "--color=aut"), ("user-agent", "explain", "--role=useragent"),
                               ("https", "explain", "--models", "--scheme=htps"), ("note", "explain", "--fail-on", "notes"),
                               ("webkitgtk-3.2", "parse", "--as", "webkitgtk-3.1"), ("chromium", "parse", "--as=Chromium")):
            self.refused("did you mean", *words)
            self.assertRegex(run(*words).err, r"; did you mean [^?]*%s[^?]*\?" % re.escape(wanted), words)
        for words in (("explain", "--role", "proxy"), ("clauses", "--color=red"), ("parse", "--as", "lynx")):
            self.assertNotIn("did you mean", run(*words).err, words)
        for words in (("qqqqqqqq",), ("explain", "--qqqqqqqq"), ("clauses", "qqqqqqqq"), ("grammar", "qqqqqqqqqq")):
            self.assertNotIn("did you mean", run(*words).err, words)

    def test_with_help_nothing_else_counts(self):
        for verb in verbs():
            text = run(verb, "--help")
            self.assertEqual((text.code, text.err), (ACCEPTED, ""))
            self.assertEqual(run(verb, "-h", "operand"), text)
        for verb, *words in (("explain", "--color=x"), ("explain", "--h2", "--h3"), ("clauses", "--json", "--color=x"), ("parse", "--as", "x"),
                             ("keep-alive", "--connection", "\x01"), ("grammar", "--depth", "x"), ("grammar", "--suite", "--dot")):
            self.assertEqual(run(verb, *words, "--help"), run(verb, "--help"), words)
            self.assertEqual(run(verb, "--help", *words), run(verb, "--help"), words)
        self.refused("there is no option --nothing", "explain", "--help", "--nothing")

    def test_a_method_is_a_token(self):
        """RFC 9110, section 9.1."""
        octets = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
        for method in ("", "GET ", "GET,HEAD", "G(T", "\u00e9", "GET\t"):
            for more in ((), ("--models",)):
                done = run("explain", "--method", method, *more, octets=octets)
                self.assertEqual((done.code, done.out, done.err.count("\n")), (USAGE, "", 1), method)
                self.assertIn("is a token", done.err)
        for method, code, hint in (("head", REJECTED, "--method head is not HEAD: methods are case-sensitive"), ("Connect", REJECTED, "is not CONNECT"),
                                   ("HEAD", ACCEPTED, ""), ("get", REJECTED, ""), ("M-SEARCH", REJECTED, "")):
            done = run("explain", "--method", method, octets=octets)
            self.assertEqual((done.code, done.err != ""), (code, hint != ""), method)
            self.assertIn(hint, done.err)


if __name__ == "__main__":
    unittest.main()
