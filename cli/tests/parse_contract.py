"""The contract of `plumbline parse`: docs/parse.schema.json, every member, defaults, error lines, order."""

import base64
import json
import os
import sys
import unittest

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, ROOT, USAGE, mutations, parse, parse_lines, question, run, valid


REQUEST = b"GET /a HTTP/1.1\r\nHost: h\r\n\r\n"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"


class Answers(unittest.TestCase):
    def test_request(self):
        octets = (b"POST /p?q HTTP/1.1\r\nHost: h\r\nConnection: X-A, close\r\nX-A: \xe9\xff\r\nKeep-Alive: timeout=5\r\n"
                  b"Transfer-Encoding: chunked\r\n\r\n2;x=y\r\n\x00\xff\r\n0\r\nT: \xe9\r\n\r\n")
        self.assertEqual(parse([question(octets, id="a")]), [{
            "id": "a", "verdict": "accept", "consumed": len(octets), "offset": None, "place": None, "clause": None,
            "rfc": None, "section": None, "tunnel": False,
            "messages": [{
                "kind": "request", "method": "POST", "target": "/p?q", "target_form": "origin-form", "version": "HTTP/1.1",
                "status": None, "reason": None,
                "fields": [["Host", "h"], ["Connection", "X-A, close"], ["X-A", "\u00e9\u00ff"],
                           ["Keep-Alive", "timeout=5"], ["Transfer-Encoding", "chunked"]],
                "framing": {"kind": "chunked", "rule": "9112-6.3-r4", "length": None},
                "body": base64.b64encode(b"\x00\xff").decode(), "trailers": [["T", "\u00e9"]],
                "persist": {"decision": "close", "rule": "9112-9.3-r1"},
                "removed": ["connection", "x-a", "keep-alive", "transfer-encoding"],
                "findings": [{"clause": "2068-19.7.1.1-without-option", "offset": octets.index(b"Keep-Alive"), "rfc": 2068,
                              "section": "19.7.1.1", "level": "MUST"},
                             {"clause": "9110-7.6.1-not-listed", "offset": octets.index(b"Keep-Alive"), "rfc": 9110,
                              "section": "7.6.1", "level": "MUST"}],
            }],
            "partial": None,
        }])

    def test_response(self):
        self.assertEqual(parse([question(RESPONSE, "response")]), [{
            "id": None, "verdict": "accept", "consumed": len(RESPONSE), "offset": None, "place": None, "clause": None,
            "rfc": None, "section": None, "tunnel": False,
            "messages": [{
                "kind": "response", "method": None, "target": None, "target_form": None, "version": "HTTP/1.1",
                "status": 200, "reason": "OK", "fields": [["Content-Length", "2"]],
                "framing": {"kind": "length", "rule": "9112-6.3-r6", "length": 2}, "body": "aGk=", "trailers": [],
                "persist": {"decision": "persist", "rule": "9112-9.3-r2"}, "removed": [], "findings": [],
            }],
            "partial": None,
        }])

    def test_reject(self):
        octets = REQUEST + b"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1x\r\n\r\n"
        answer = parse([question(octets)])[0]
        self.assertEqual(answer.pop("messages")[0]["target"], "/a")
        self.assertEqual(answer, {
            "id": None, "verdict": "reject", "consumed": len(REQUEST), "offset": len(octets) - 2,
            "place": octets.index(b"1x") + 1, "clause": "9112-6.3-content-length", "rfc": 9112, "section": "6.3",
            "tunnel": False, "partial": None,
        })

    def test_need_more_until_eof(self):
        cut = question(REQUEST[:-1])
        answers = parse([cut, dict(cut, eof=True), dict(cut, eof=False)])
        self.assertEqual([answer["verdict"] for answer in answers], ["need-more", "reject", "need-more"])
        self.assertEqual(answers[1]["clause"], "9112-8-incomplete")
        self.assertEqual(answers[1]["offset"], len(REQUEST) - 1)

    def test_no_octets_need_more(self):
        answer = parse([question(b"")])[0]
        self.assertEqual((answer["verdict"], answer["consumed"], answer["messages"]), ("need-more", 0, []))

    def test_close_delimited_body_ends_with_the_input(self):
        octets = b"HTTP/1.1 200 OK\r\n\r\nbody"
        more, whole = parse([question(octets, "response"), question(octets, "response", eof=True)])
        self.assertEqual(more["verdict"], "need-more")
        self.assertEqual(whole["messages"][0]["body"], base64.b64encode(b"body").decode())
        self.assertEqual(whole["messages"][0]["framing"], {"kind": "close", "rule": "9112-6.3-r8", "length": None})

    def test_methods_are_answered_in_order(self):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
        answer = parse([question(head + head + b"hi", "response", methods=["HEAD", "GET"])])[0]
        self.assertEqual([m["framing"]["rule"] for m in answer["messages"]], ["9112-6.3-r1", "9112-6.3-r6"])
        self.assertEqual([m["body"] for m in answer["messages"]], ["", "aGk="])
        extra = parse([question(head + b"hi" + head, "response", methods=["GET"])])[0]
        self.assertEqual((extra["clause"], extra["offset"]), ("9112-9.2-no-outstanding-request", len(head) + 2))

    def test_no_methods_no_answers(self):
        for octets in (RESPONSE, b"x", b"\r\n"):
            answer = parse([question(octets, "response", methods=[], eof=True)])[0]
            self.assertEqual((answer["verdict"], answer["clause"], answer["offset"], answer["place"], answer["messages"]),
                             ("reject", "9112-9.2-no-outstanding-request", 0, 0, []))
        answers = parse([question(b"", "response", methods=[], eof=eof) for eof in (False, True)])
        self.assertEqual([answer["verdict"] for answer in answers], ["accept", "accept"])
        self.assertEqual(parse([question(RESPONSE * 9, "response")])[0]["verdict"], "accept")

    def test_a_message_that_is_not_complete(self):
        head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        for octets, body in [(head, b""), (head + b"5;x\r\nab", b"ab"), (head + b"2\r\nab\r\n0\r\nT: 1\r\n", b"ab")]:
            answer = parse([question(RESPONSE + octets, "response")])[0]
            self.assertEqual((answer["verdict"], len(answer["messages"]), answer["consumed"]), ("need-more", 1, len(RESPONSE)))
            self.assertEqual(answer["partial"], {
                "kind": "response", "method": None, "target": None, "target_form": None, "version": "HTTP/1.1",
                "status": 200, "reason": "OK", "fields": [["Transfer-Encoding", "chunked"], ["Connection", "close"]],
                "framing": {"kind": "chunked", "rule": "9112-6.3-r4", "length": None},
                "body": base64.b64encode(body).decode(), "trailers": None,
                "persist": {"decision": "close", "rule": "9112-9.3-r1"}, "removed": None, "findings": None,
            })
        put = b"PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab"
        partial = parse([question(put)])[0]["partial"]
        self.assertEqual((partial["target"], partial["framing"]["length"], partial["body"]), ("/x", 5, "YWI="))

    def test_no_partial_message_where_there_is_no_head_or_no_waiting(self):
        head = b"PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n"
        interim = b"HTTP/1.1 100 \r\n\r\n"
        asked = [question(head[:-1]), question(head, eof=True), question(head + b"hello"), question(head + b"helloGET"),
                 question(interim, "response"), question(interim + RESPONSE[:-9], "response")]
        answers = parse(asked)
        self.assertEqual([answer["verdict"] for answer in answers],
                         ["need-more", "reject", "accept", "need-more", "need-more", "need-more"])
        self.assertEqual([answer["partial"] for answer in answers], [None] * 6)

    def test_role_decides_http10_persistence(self):
        octets = b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
        asked = [question(octets), question(octets, role="origin"), question(octets, role="intermediary")]
        self.assertEqual([answer["messages"][0]["persist"]["rule"] for answer in parse(asked)],
                         ["9112-9.3-r3", "9112-9.3-r3", "9112-9.3-r4"])

    def test_tunnel(self):
        octets = b"CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\n"
        answer = parse([question(octets + b"\x00")])[0]
        self.assertEqual((answer["verdict"], answer["tunnel"], answer["consumed"]), ("accept", True, len(octets)))
        self.assertEqual(answer["messages"][0]["target_form"], "authority-form")

    def test_every_answer_fits_the_schema(self):
        asked = []
        for number, (kind, octets) in enumerate(mutations(3000, seed=1)):
            asked.append(question(octets, kind, id=number, eof=number % 2 == 0))
        answers = parse(asked)
        self.assertEqual([answer["id"] for answer in answers], list(range(len(asked))))
        seen = set()
        for put, answer in zip(asked, answers):
            self.assertTrue(valid("question", put), put)
            self.assertTrue(valid("answer", answer), answer)
            seen.add((answer["verdict"], answer["partial"] is not None))
        self.assertEqual(seen, {("accept", False), ("reject", False), ("need-more", False), ("need-more", True)})

    def test_a_program_accepts_members_that_it_does_not_know(self):
        """docs/parse.md, "What may change": all that is in an answer may get members; a question may not."""
        with open(os.path.join(ROOT, "docs", "parse.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)

        def grown(value):
            if isinstance(value, list):
                return [grown(item) for item in value]
            return dict({k: grown(v) for k, v in value.items()}, new=[1]) if isinstance(value, dict) else value

        def fits(name, value):
            return jsonschema.Draft202012Validator({"$ref": "#/$defs/" + name, "$defs": schema["$defs"]}).is_valid(value)

        response = question(RESPONSE[:-2] + b"\r\n" + RESPONSE[:-1], "response", methods=["HEAD", "GET"])
        noted = question(RESPONSE.replace(b"\r\n\r\n", b"\r\nKeep-Alive: a\r\n\r\n"), "response")
        for answer in parse([response, noted]):
            self.assertTrue(fits("answer", grown(answer)), answer)
        model = run("parse", "--as", "firefox", octets=json.dumps(noted).encode())
        self.assertTrue(fits("model_answer", grown(json.loads(model.out))))
        self.assertTrue(fits("error", grown(parse_lines([b"{}"])[0])))
        self.assertFalse(fits("question", grown(noted)))

    def test_ids_come_back(self):
        for value in ["", "x\u0000\u20ac\n", 0, -1, 2**63, 1.5, True, False, None]:
            answer = parse([question(REQUEST, id=value)])[0]
            self.assertEqual(answer["id"], value)
            self.assertIs(type(answer["id"]), type(value))

    def test_numbers_come_back_digit_by_digit(self):
        for number in [b"1.0", b"1e3", b"1E+3", b"-0", b"-0.0", b"0.10", b"18446744073709551615", b"18446744073709551616",
                       b"-9223372036854775808", b"-9223372036854775809", b"9" * 300, b"1e-400", b"0." + b"0" * 400 + b"1"]:
            for line in (b'{"kind":"request","octets":"","id":%b}', b'{"id":%b,"x":1}', b'{"x":1,"id": %b }'):
                for model in ([], ["--as", "firefox"]):
                    out = run("parse", *model, octets=line % number).out
                    self.assertTrue(out.startswith('{"id":%s,"' % number.decode()), out)


class Errors(unittest.TestCase):
    def check(self, line, error, known_id=None):
        answer = parse_lines([line])[0]
        self.assertTrue(valid("error", answer), answer)
        self.assertIn(error, answer["error"], line)
        self.assertEqual(answer["id"], known_id)

    def test_lines_that_are_no_objects(self):
        self.check(b"", "empty line")
        self.check(b" \t\r", "empty line")
        self.check(b"{", "not JSON")
        self.check(b"{}x", "not JSON")
        self.check(b"\xff", "not JSON")
        self.check(b"{\"id\": \"\xff\"}", "not JSON")
        self.check(b"{\"id\": 1e999}", "beyond the range")
        self.check(b"{\"id\": \"\\ud800\"}", "surrogate")
        self.check(b"{\"id\": \"\\udc00\\ud800\"}", "surrogate")
        self.check(b"\x00", "not JSON")
        self.check(b"[" * 100000, "not a JSON object")
        self.check(b"[]", "not a JSON object")
        self.check(b"null", "not a JSON object")
        self.check(b"\"x\"", "not a JSON object")

    def test_what_follows_a_nul_is_read(self):
        line = json.dumps(question(REQUEST)).encode()
        self.check(line + b"\x00", "not JSON: wrong at octet %d" % len(line))
        self.check(b"{\"id\":1\x00}", "not JSON: wrong at octet 7", known_id=1)

    def test_the_first_fault_answers(self):
        self.check(b"{\"x\":1,\"octets\":2,,", "\"x\"")
        self.check(b"{\"octets\":2,\"x\":1}", "\"octets\"")
        self.check(b"{\"octets\":\"\",\"kind\":\"request\",\"octets\":\"\"}", "\"octets\" appears twice")

    def test_the_id_is_looked_for(self):
        self.check(b"{\"x\":{\"id\":1},\"id\":2}", "\"x\"", known_id=2)
        self.check(b"{\"methods\":[{\"id\":[1]}],\"id\":2}", "\"methods\"", known_id=2)
        self.check(b"{\"id\":2,\"octets\":\"R0", "not JSON", known_id=2)
        self.check(b"{\"id\":2,\"id\":2}", "\"id\" appears twice")
        self.check(b"{\"x\":1,\"id\":[]}", "\"x\"")
        for wrong in (b"01", b"-01", b"012", b"00", b"1x", b"1.5.3", b"truex", b"null0"):
            self.check(b"{\"id\":" + wrong + b"}", "not JSON")
            self.check(b"{\"id\":" + wrong + b",\"kind\":1}", "not JSON")
        for right in (b"1 x", b"1,x", b"1}x"):
            self.check(b"{\"id\":" + right, "not JSON", known_id=1)

    def test_questions_that_are_wrong(self):
        right = question(REQUEST, id=7)
        for change, error in [
            ({"octets": None}, "\"octets\""), ({"octets": 1}, "\"octets\""), ({"octets": ["R0VU"]}, "\"octets\""),
            ({"octets": "R0V"}, "base64"), ({"octets": "R0V="}, "base64"), ({"octets": "R0VU\n"}, "base64"),
            ({"octets": "R0 U"}, "base64"), ({"octets": "R0V-"}, "base64"), ({"octets": "===="}, "base64"),
            ({"octets": "R0V_R0VU"}, "base64"), ({"octets": "R==="}, "base64"), ({"octets": "AB=="}, "base64"),
            ({"octets": "AA=A"}, "base64"),
            ({"kind": "Request"}, "\"kind\""), ({"kind": None}, "\"kind\""), ({"kind": ["request"]}, "\"kind\""),
            ({"role": "proxy"}, "\"role\""), ({"role": None}, "\"role\""), ({"role": "user-agent"}, "user-agent"),
            ({"kind": "response", "role": "origin"}, "origin"),
            ({"methods": "GET"}, "\"methods\""), ({"methods": [1]}, "\"methods\""), ({"methods": None}, "\"methods\""),
            ({"methods": ["\u0100"]}, "\"methods\""),
            ({"eof": 1}, "\"eof\""), ({"eof": "true"}, "\"eof\""), ({"eof": None}, "\"eof\""),
            ({"method": "GET"}, "\"method\""),
        ]:
            wrong = dict(right, **change)
            self.check(json.dumps(wrong).encode(), error, known_id=7)
            if wrong["octets"] != "R0VU\n":  # Python's "$" matches before a last LF; the schema's dialect, ECMA-262, does not
                self.assertFalse(valid("question", wrong), wrong)
        for name in ["octets", "kind"]:
            self.check(json.dumps({k: v for k, v in right.items() if k != name}).encode(), name, known_id=7)
        self.check(json.dumps(dict(right, id=[1])).encode(), "\"id\"")
        self.check(json.dumps(dict(right, id={})).encode(), "\"id\"")

    def test_methods_of_requests_mean_nothing(self):
        self.assertEqual(parse([question(REQUEST, methods=["HEAD"])])[0]["verdict"], "accept")

    def test_the_rest_goes_on_in_order(self):
        good = json.dumps(question(REQUEST, id=1)).encode()
        answers = parse_lines([good, b"", b"nonsense", good.replace(b"1}", b"2}"), b"{\"id\": 3}", good])
        self.assertEqual([answer.get("verdict", "error") for answer in answers],
                         ["accept", "error", "error", "accept", "error", "accept"])

    def test_a_last_line_without_lf_is_answered(self):
        result = run("parse", octets=json.dumps(question(REQUEST)).encode())
        self.assertEqual(json.loads(result.out)["verdict"], "accept")
        self.assertEqual(run("parse", octets=b"").out, "")

    def test_long_lines(self):
        body = b"x" * 5_000_000
        octets = b"PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        answer = parse([question(octets)])[0]
        self.assertEqual(base64.b64decode(answer["messages"][0]["body"]), body)
        too_long = b" " * (65 << 20)
        answers = parse_lines([too_long, json.dumps(question(REQUEST, id=2)).encode()])
        self.assertIn("longer than", answers[0]["error"])
        self.assertEqual((answers[1]["id"], answers[1]["verdict"]), (2, "accept"))

    def test_usage(self):
        for arguments in [("file",), ("--json",), ("--help=1",)]:
            result = run("parse", *arguments)
            self.assertEqual((result.code, result.out, result.err.count("\n")), (USAGE, "", 1))
        self.assertEqual(run("parse", "--help").code, ACCEPTED)


if __name__ == "__main__":
    unittest.main()
