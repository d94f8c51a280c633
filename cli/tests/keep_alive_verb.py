"""plumbline keep-alive: the strict reading, the marks, JSON, and what it refuses."""

import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, REJECTED, USAGE, run


def answer(*words):
    """(exit status, the strict reading, the readers by name)"""
    done = run("keep-alive", "--json", *words)
    object = json.loads(done.out)
    return done.code, object["strict"], {reader["reader"]: reader for reader in object["readers"]}


class KeepAliveVerb(unittest.TestCase):
    def test_parameters(self):
        status, strict, readers = answer("timeout=5, max=200")
        self.assertEqual((status, strict["verdict"], strict["timeout"], strict["max"]), (ACCEPTED, "accept", 5, 200))
        self.assertEqual(strict["persist"], {"decision": "persist", "rule": "9112-9.3-r2"})
        self.assertEqual(readers["node"]["idle_milliseconds"], 4000)
        self.assertEqual(readers["firefox"]["max_requests"], 200)
        self.assertEqual((readers["chromium"]["idle_limit"], readers["chromium"]["longer_than_timeout"]), ("own", True))
        self.assertFalse(readers["node"]["longer_than_timeout"])

    def test_without_the_option_the_field_means_nothing(self):
        status, strict, readers = answer("--no-connection", "timeout=5")
        self.assertEqual((status, strict["ignored"], strict["timeout"]), (ACCEPTED, True, None))
        self.assertEqual([finding["clause"] for finding in strict["findings"]],
                         ["2068-19.7.1.1-without-option", "9110-7.6.1-not-listed"])
        self.assertFalse(any(reader["longer_than_timeout"] for reader in readers.values()))

    def test_reuse_against_the_rfc_is_marked(self):
        _, strict, readers = answer("--http10", "--connection", "keep-alive, close", "timeout=5")
        self.assertEqual(strict["persist"]["decision"], "close")
        for name, reader in readers.items():
            self.assertEqual(reader["against_9112_9_3"], reader["reuses"], name)
        self.assertFalse(readers["firefox"]["reuses"])
        self.assertTrue(readers["curl"]["reuses"])

    def test_a_rejected_response_has_nothing_to_compare_with(self):
        status, strict, readers = answer("--connection", "clo se", "timeout=5")
        self.assertEqual((status, strict["clause"]), (REJECTED, "9110-7.6.1-connection"))
        self.assertFalse(any(reader["against_9112_9_3"] for reader in readers.values()))

    def test_a_refused_parameter_is_told(self):
        for value, clause in (("timeout=99999999999999999999, max=3", "9110-17.5-timeout-overflow"), ("timeout=5, max=x", "draft-keep-alive-2.2.1-max"),
                              ("max=99999999999999999999", "9110-17.5-max-overflow"), ("timeout", "draft-keep-alive-2.1-timeout"),
                              ("timeout=5, max=", "draft-keep-alive-2.2.1-max"), ("timeout=5 ;", "2068-19.7.1.1-keep-alive")):
            _, strict, _ = answer(value)
            self.assertEqual((strict["refused_by"], strict["timeout"], strict["max"]), (clause, None, None), value)
            self.assertIn("Keep-Alive is not used: %s refuses the whole field" % clause, run("keep-alive", value).out.splitlines()[0])
            page = run("explain", octets=b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\nKeep-Alive: %b\r\n\r\n" % value.encode()).out
            self.assertIn("  Keep-Alive     not used: this clause refuses the whole field  [%s]\n" % clause, page)
        self.assertIsNone(answer("timeout=5, max=3, x")[1]["refused_by"])
        self.assertIsNone(answer("--no-connection", "timeout=x")[1]["refused_by"])

    def test_a_race_is_marked_for_each_client(self):
        object = json.loads(run("keep-alive", "--json", "--server-closes-after", "5", "timeout=5").out)
        readers = {reader["reader"]: reader["race"] for reader in object["readers"]}
        self.assertEqual(object["server"]["safe_below_milliseconds"], 4800)
        self.assertEqual(readers["undici"], {"safe": True, "margin_milliseconds": 1800, "from_milliseconds": None,
                                             "to_milliseconds": None})
        self.assertEqual(readers["firefox"], {"safe": False, "margin_milliseconds": -200, "from_milliseconds": 4800,
                                              "to_milliseconds": 5000})
        self.assertIsNone(readers["http.client"]["margin_milliseconds"])  # it has no limit
        self.assertIsNone(readers["java.net.http"])
        self.assertIsNone(json.loads(run("keep-alive", "--json", "timeout=5").out)["server"])

    def test_a_race_of_a_client_that_is_not_known(self):
        def race(*words):
            object = json.loads(run("keep-alive", "--json", *words, "timeout=5").out)
            return next(c["race"] for c in object["server"]["other_clients"] if c["client"] == "--reuses-up-to")

        self.assertTrue(race("--server", "nginx", "--reuses-up-to", "74.799")["safe"])
        self.assertFalse(race("--server", "nginx", "--reuses-up-to", "74.8")["safe"])
        self.assertFalse(race("--server-closes-after", "0.5", "--latency", "0.25", "--reuses-up-to", "0")["safe"])
        self.assertTrue(race("--server-closes-after", "0.5", "--latency", "0", "--reuses-up-to", "0.499")["safe"])

    def test_a_promise_that_is_not_kept_is_told(self):
        promise = "The field promises 5 seconds, longer than the server waits."
        page = " ".join(run("keep-alive", "--server-closes-after", "4", "timeout=5").out.split())
        self.assertIn(promise, page)
        self.assertNotIn(promise, " ".join(run("keep-alive", "--server-closes-after", "5", "timeout=5").out.split()))

    def test_times_of_a_race_are_seconds(self):
        for value in ("", "-1", "x", "1.", ".5", "1.2345", "1e3", "86400001", "nan"):
            done = run("keep-alive", "--server-closes-after=" + value, "timeout=5")
            self.assertEqual((done.code, done.out, done.err.count("\n")), (USAGE, "", 1), value)
        for words in (("--latency", "1"), ("--reuses-up-to", "1"), ("--server", "ngin"), ("--server", "nginx", "--server-closes-after", "5")):
            done = run("keep-alive", *words, "timeout=5")
            self.assertEqual((done.code, done.out, done.err.count("\n")), (USAGE, "", 1), words)

    def test_own_limits_have_a_legend(self):
        legend = "\n  own  the client's own limit: it takes none from the field\n"
        self.assertIn(legend, run("keep-alive", "timeout=5").out)

    def test_the_caret_stands_under_the_octet(self):
        done = run("keep-alive", "timeout=abc")
        lines = done.out.splitlines()
        line = next(i for i, text in enumerate(lines) if text.strip() == "Keep-Alive: timeout=abc")
        self.assertEqual(lines[line + 1].index("^"), lines[line].index("abc"))
        self.assertIn("draft-keep-alive-2.1-timeout", done.out)

    def test_values_have_no_control_characters(self):
        """RFC 9110, section 5.5: CR, LF and NUL are invalid, and so are the others."""
        for control, shown in (("\r", "\\r"), ("\n", "\\n"), ("\x01", "\\x01"), ("\x1b", "\\x1b"), ("\x7f", "\\x7f"), ("\v", "\\x0b")):
            for value in (control, "timeout=5" + control, control + "timeout=5", "timeout=5" + control + "X: y"):
                for words in ((value,), ("timeout=5", value), ("--connection", value, "timeout=5"), ("--proxy-connection", value, "timeout=5"),
                              ("--json", value)):
                    done = run("keep-alive", *words)
                    self.assertEqual((done.code, done.out, done.err.count("\n")), (USAGE, "", 1), words)
                    self.assertIn("cannot hold %s:" % shown, done.err)
        self.assertEqual(run("keep-alive", "timeout=5,\tmax=3", "x=\"\xe9\"").code, ACCEPTED)

    def test_wrong_usage(self):
        for words, said in (((), "a value is missing"), (("--colour", "x"), "--colour"), (("--color", "red", "x"), "auto, always or never"),
                            (("--connection", "close", "--no-connection", "x"), "exclude each other")):
            done = run("keep-alive", *words)
            self.assertEqual((done.code, done.out), (USAGE, ""), words)
            self.assertEqual(done.err.count("\n"), 1)
            self.assertIn(said, done.err)


if __name__ == "__main__":
    unittest.main()
