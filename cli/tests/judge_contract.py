"""The contract of `plumbline judge`: docs/judge.schema.json, verdicts of each kind, error lines, order."""

import base64
import json
import os
import random
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, REJECTED, USAGE, judge, mutations, parse_lines, question, run, valid


def observed(octets, kind="request", role=None, eof=False, methods=None, **observation):
    """A question about what was observed."""
    asked = question(octets, kind, observed=observation)
    for name, value in (("role", role), ("methods", methods), ("eof", eof or None)):
        if value is not None:
            asked[name] = value
    return asked


def body(octets):
    return base64.b64encode(octets).decode()


GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
LF = b"GET / HTTP/1.1\nHost: a\n\n"
FOLD = b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n"
COLON = b"GET / HTTP/1.1\r\nHost : a\r\n\r\n"


class Verdicts(unittest.TestCase):
    """One of each, and what stands beside it."""

    def ask(self, asked):
        answer = judge([asked])[0]
        self.assertTrue(valid("judgement", answer, "judge"), answer)
        return answer

    def test_conforms(self):
        answer = self.ask(observed(GET, outcome="accept", messages=[{"method": "GET", "fields": [["host", "a"]]}]))
        self.assertEqual((answer["verdict"], answer["clause"], answer["by"]), ("conforms", None, []))

    def test_allowed_by_a_sentence_for_each_octet(self):
        answer = self.ask(observed(LF, outcome="accept"))
        self.assertEqual(answer["verdict"], "allowed")
        self.assertEqual([(by["sentence"], by["rfc"], by["section"], by["level"], by["offset"]) for by in answer["by"]],
                         [("2.2-lf", 9112, "2.2", "MAY", at) for at, octet in enumerate(LF) if octet == 10])

    def test_undecided_names_its_gap(self):
        octets = GET[:-2] + b"\r\r\n" + GET
        answer = self.ask(observed(octets, outcome="accept", messages=[{"target": "/"}, {"target": "/"}]))
        self.assertEqual((answer["verdict"], answer["gap"]), ("undecided", "G03"))

    def test_recovers(self):
        octets = b"HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nhi"
        answer = self.ask(observed(octets, "response", outcome="accept", messages=[{"status": 200, "body": body(b"hi")}]))
        self.assertEqual((answer["verdict"], answer["by"][0]["sentence"]), ("recovers", "2.4"))

    def test_discouraged(self):
        answer = self.ask(observed(b"\r\n" + GET, outcome="reject"))
        self.assertEqual((answer["verdict"], answer["by"][0]["sentence"]), ("discouraged", "2.2-empty"))

    def test_over_strict(self):
        answer = self.ask(observed(FOLD, "response", outcome="reject"))
        self.assertEqual((answer["verdict"], answer["clause"], answer["offset"]), ("over-strict", "9112-5.2-obs-fold", 23))

    def test_violates_at_the_first_difference(self):
        octets = b"GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n"
        answer = self.ask(observed(octets, outcome="accept", messages=[{"fields": [["Host", "a"], ["X", "b\rc"]]}]))
        self.assertEqual((answer["verdict"], answer["clause"], answer["aspect"], answer["offset"]),
                         ("violates", "9112-2.2-bare-cr", "syntax", octets.index(b"\rc")))

    def test_roles_differ(self):
        octets = b"HTTP/1.1 200 OK\r\nX : a\r\nContent-Length: 0\r\n\r\n"
        verdicts = [self.ask(observed(octets, "response", role=role, outcome="accept"))["verdict"]
                    for role in ("user-agent", "gateway", "proxy", "intermediary")]
        self.assertEqual(verdicts, ["recovers", "recovers", "allowed", "allowed"])
        self.assertEqual(self.ask(observed(COLON, role="proxy", outcome="accept"))["verdict"], "violates")

    def test_an_intermediary_of_unknown_kind_is_undecided_where_its_kind_decides(self):
        octets = b"GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /2 HTTP/1.0\r\n\r\n"
        verdicts = [self.ask(observed(octets, role=role, replies=[200, 200]))["verdict"]
                    for role in ("proxy", "gateway", "intermediary")]
        self.assertEqual(verdicts, ["violates", "conforms", "undecided"])

    def test_duties_of_a_refusal(self):
        octets = b"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\n"
        answer = self.ask(observed(octets, outcome="reject"))
        self.assertEqual([(duty["duty"], duty["status"], duty["sentence"]) for duty in answer["duties"]],
                         [("respond", 400, "6.3-r5"), ("close", None, "6.3-r5")])


class Forwarding(unittest.TestCase):
    """What an intermediary sent on."""

    def ask(self, octets, forwarded, kind="request", role="proxy", **more):
        asked = observed(octets, kind, role=role, forwarded=forwarded, **more)
        self.assertTrue(valid("question", asked, "judge"), asked)
        answer = judge([asked])[0]
        self.assertTrue(valid("judgement", answer, "judge"), answer)
        return answer

    def test_every_broken_rule_the_worst_first(self):
        octets = GET[:-2] + b"Connection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n\r\n"
        sent = GET[:-2] + b"X-Hop: 1\r\nKeep-Alive: timeout=5\r\n\r\n"
        answer = self.ask(octets, body(sent))
        self.assertEqual((answer["verdict"], answer["clause"], answer["aspect"], answer["offset"]),
                         ("violates", "9110-7.6.1-nominated", "hop-by-hop", octets.index(b"X-Hop: 1")))
        self.assertEqual([(rule["verdict"], rule["rule"], rule["forwarded_offset"]) for rule in answer["forwarding"]],
                         [("violates", "9110-7.6.1-nominated", sent.index(b"X-Hop")),
                          ("violates", "9110-7.6.3-via-request", 0),
                          ("discouraged", "9110-7.6.1-known", sent.index(b"Keep-Alive"))])

    def test_nothing_broken(self):
        sent = GET[:-2] + b"Via: 1.1 p\r\n\r\n"
        for forwarded in (body(sent), {"octets": body(sent), "closed": False}, [body(sent)], []):
            answer = self.ask(GET, forwarded)
            self.assertEqual((answer["verdict"], answer["forwarding"]), ("conforms", []))
        self.assertNotIn("forwarding", judge([observed(GET, role="proxy", outcome="accept")])[0])

    def test_lists(self):
        fields = [[":method", "GET"], [":scheme", "http"], [":authority", "a"], [":path", "/"], ["via", "1.1 p"]]
        for version, rule in (("HTTP/2", "9113-8.2.2-translated"), ("HTTP/3", "9114-4.2-translated")):
            self.assertEqual(self.ask(GET, {"version": version, "fields": fields})["verdict"], "conforms")
            answer = self.ask(GET, {"version": version, "fields": [*fields, ["connection", "close"]], "body": ""})
            self.assertEqual([(one["rule"], one["forwarded_offset"]) for one in answer["forwarding"]], [(rule, 5)])

    def test_what_is_known_of_the_intermediary(self):
        ok, date = b"HTTP/1.1 200 OK\r\n", b"Date: Tue, 15 Nov 1994 08:12:31 GMT\r\n"
        empty = b"Content-Length: 0\r\n"
        chunked = b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        http10 = b"GET / HTTP/1.0\r\nHost: a\r\n\r\n"
        field = GET[:-2] + b"X: 1\r\n\r\n"
        via = GET[:-2] + b"Via: 1.1 p\r\n\r\n"
        for kind, octets, sent, known, better, worse in [
            ("response", ok + date + chunked, ok + date + b"Via: 1.1 p\r\n" + chunked, "downstream", "HTTP/1.1", "HTTP/1.0"),
            ("response", ok + empty + b"\r\n", ok + empty + b"Via: 1.1 p\r\n\r\n", "clock", False, True),
            ("request", GET, via, "next_hop", "origin", "proxy"),
            ("request", http10, http10[:-2] + b"Via: 1.0 p\r\n\r\n", "own_version", "HTTP/1.0", "HTTP/1.1"),
            ("request", field, via, "blocked", ["X"], []),
        ]:
            with self.subTest(known=known):
                self.assertIn(self.ask(octets, body(sent), kind, **{known: better})["verdict"], ("conforms", "allowed"))
                self.assertEqual(self.ask(octets, body(sent), kind, **{known: worse})["verdict"], "violates")

    def test_a_proxy_is_bound_by_more_than_a_gateway(self):
        octets = GET.replace(b"/ ", b"/a?b ")
        sent = (GET[:-2] + b"Via: 1.1 p\r\n\r\n").replace(b"/ ", b"/c ")
        verdicts = [self.ask(octets, body(sent), role=role)["verdict"] for role in ("proxy", "gateway", "intermediary")]
        self.assertEqual(verdicts, ["violates", "conforms", "undecided"])

    def test_explained_for_people(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"forwarded": body(GET)}, file)
            file.flush()
            result = run("explain", "--role", "proxy", "--observed", file.name, octets=GET)
        self.assertEqual(result.code, REJECTED)
        for words in ("what was sent on\n  violates       Via is not sent\n", "A proxy appends to Via of each request",
                      "[9110-7.6.3-via-request], at octet 0, sent at 0"):
            self.assertIn(words, " ".join(result.out.split(" ")))


class Readings(unittest.TestCase):
    def test_without_an_observation_the_readings_are_listed(self):
        answer = judge([question(FOLD, "response")])[0]
        self.assertTrue(valid("readings", answer, "judge"), answer)
        best = answer["readings"][0]
        self.assertEqual((best["verdict"], best["outcome"], best["messages"][0]["fields"][0]), ("conforms", "accept", ["X", "a b"]))

    def test_every_answer_is_as_the_schema_has_it(self):
        dice = random.Random(9112)
        asked = []
        for kind, octets in mutations(150, seed=11):
            observation = {}
            if dice.random() < 0.7:
                observation["outcome"] = dice.choice(["accept", "reject", "need-more"])
            if kind == "request" and dice.random() < 0.5:
                observation["replies"] = [dice.choice([200, 400, 404, 431, 501]) for _ in range(dice.randint(0, 3))]
            if dice.random() < 0.3:
                observation["connection"] = dice.choice(["open", "closed", "persisted"])
            roles = ["origin", "proxy", "gateway", "intermediary"] if kind == "request" else ["user-agent", "proxy", "gateway"]
            asked.append(observed(octets, kind, role=dice.choice(roles), eof=dice.random() < 0.5, **observation))
            asked.append(question(octets, kind))
        self.assertTrue(all(valid("question", one, "judge") for one in asked))
        for one, answer in zip(asked, judge(asked)):
            self.assertTrue(valid("judgement" if "observed" in one else "readings", answer, "judge"), (one, answer))


class Errors(unittest.TestCase):
    def error(self, line):
        answer = parse_lines([line], "judge")[0]
        self.assertTrue(valid("error", answer, "judge"), answer)
        return answer["error"]

    def test_the_first_fault_is_named(self):
        for change, words in [
            ({"role": "cache"}, '"role" is none of'),
            ({"role": "user-agent"}, '"user-agent" reads no requests'),
            ({"observed": []}, '"observed" is not an object'),
            ({"observed": {"outcome": "ok"}}, '"outcome" is none of'),
            ({"observed": {"verdict": "x"}}, 'no member "verdict"'),
            ({"observed": {"messages": {}}}, '"messages" is not an array'),
            ({"observed": {"messages": [{"body": "?"}]}}, "is not base64"),
            ({"observed": {"messages": [{"colour": 1}]}}, 'in message 0 there is no member "colour"'),
            ({"observed": {"messages": [{"framing": "gzip"}]}}, '"framing" is none of'),
            ({"observed": {"messages": [{"framing": "none", "body": body(b"x")}]}}, "contradicts itself"),
            ({"observed": {"messages": [{"status": 200}]}}, "a request has no status"),
            ({"observed": {"replies": [100]}}, "no final status code"),
            ({"observed": {"replies": "200"}}, '"replies" is not an array'),
            ({"observed": {"connection": "gone"}}, '"connection" is none of'),
            ({"octets": 1}, '"octets" is not a string'),
            ({"observed": {"forwarded": ""}}, "only a proxy or gateway sends messages on"),
            ({"role": "proxy", "observed": {"forwarded": 1}}, 'in "forwarded" there is what is neither'),
            ({"role": "proxy", "observed": {"forwarded": "?"}}, 'in "forwarded" a string is not base64'),
            ({"role": "proxy", "observed": {"forwarded": {}}}, 'in "forwarded" "octets" is missing'),
            ({"role": "proxy", "observed": {"forwarded": {"version": "HTTP/1.1"}}}, '"version" is neither'),
            ({"role": "proxy", "observed": {"forwarded": {"version": "HTTP/2"}}}, '"fields" is missing'),
            ({"role": "proxy", "observed": {"forwarded": {"octets": "", "fields": []}}}, 'no member "fields"'),
            ({"role": "proxy", "observed": {"downstream": "HTTP/1.1"}}, "a request says itself"),
            ({"role": "proxy", "observed": {"downstream": "1.1"}}, '"downstream" is none of'),
            ({"role": "proxy", "observed": {"next_hop": "server"}}, '"next_hop" is neither'),
            ({"role": "proxy", "observed": {"own_version": "HTTP/2"}}, "its own version is one of HTTP/1.x"),
            ({"role": "proxy", "observed": {"blocked": "X"}}, '"blocked" is not an array'),
            ({"role": "proxy", "observed": {"clock": 1}}, '"clock" is neither true nor false'),
        ]:
            with self.subTest(change=change):
                self.assertIn(words, self.error(json.dumps(dict(question(GET), **change)).encode()))

    def test_lines_that_are_no_questions(self):
        for line, words in [(b"", "empty line"), (b"{", "not JSON"), (b"[]", "not a JSON object"),
                            (b'{"kind":"request"}', '"octets" is missing'), (b'{"octets":""}', '"kind" is missing'),
                            (b'{"octets":"","octets":"","kind":"request"}', "appears twice"),
                            (b"[" * 100000, "not JSON"), (b"\xff", "not JSON")]:
            with self.subTest(line=line[:20]):
                self.assertIn(words, self.error(line))

    def test_what_follows_a_bad_line_is_answered(self):
        lines = [json.dumps(dict(question(GET), id=1)).encode(), b"?", json.dumps(dict(question(GET), id=2)).encode()]
        answers = parse_lines(lines, "judge")
        self.assertEqual([answer["id"] for answer in answers], [1, None, 2])

    def test_no_file(self):
        self.assertEqual(run("judge", "x").code, USAGE)
        self.assertEqual(run("judge", octets=b"").code, ACCEPTED)


if __name__ == "__main__":
    unittest.main()
