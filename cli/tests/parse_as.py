"""The contract of `plumbline parse --as MODEL`: docs/parse.schema.json, what a question may add, what an answer adds."""

import base64
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, USAGE, mutations, question, run, valid
from models import MODELS


def ask(model, questions):
    lines = "".join(json.dumps(put) + "\n" for put in questions).encode()
    result = run("parse", "--as", model, octets=lines)
    assert result.code == ACCEPTED, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def response(octets, **members):
    return question(octets, "response", **members)


class Answers(unittest.TestCase):
    def test_every_member(self):
        octets = b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nKeep-Alive: timeout=7, max=3\r\nContent-Length: 2\r\n\r\nhi"
        self.assertEqual(ask("firefox", [response(octets, id="a")]), [{
            "id": "a", "verdict": "accept", "consumed": len(octets), "offset": None, "place": None, "clause": None,
            "rfc": None, "section": None, "tunnel": False,
            "messages": [{
                "kind": "response", "method": None, "target": None, "target_form": None, "version": "HTTP/1.1",
                "status": 200, "reason": "OK",
                "fields": [["Connection", "keep-alive"], ["Keep-Alive", "timeout=7, max=3"], ["Content-Length", "2"]],
                "framing": {"kind": "length", "rule": None, "length": 2}, "body": "aGk=", "trailers": [],
                "persist": {"decision": "persist", "rule": None}, "removed": None, "findings": None,
                "http09": False, "reusable": True, "idle_timeout": 7000, "max_requests": 3,
            }],
            "model": "firefox", "partial": None, "error": None, "unknown": None,
        }])

    def test_own_idle_limits(self):
        octets = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        limits = [ask(model, [response(octets)])[0]["messages"][0]["idle_timeout"] for model in MODELS]
        self.assertEqual(limits, [300000, 115000, 60000, 60000, None])
        closed = ask("chromium", [response(octets.replace(b"1.1", b"1.0"))])[0]["messages"][0]
        self.assertEqual((closed["persist"]["decision"], closed["idle_timeout"]), ("close", None))

    def test_errors_have_the_browsers_names(self):
        octets = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"
        errors = [ask(model, [response(octets, eof=True)])[0]["error"] for model in MODELS[:3]]
        self.assertEqual(errors, ["ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH", "NS_ERROR_CORRUPTED_CONTENT",
                                  "SOUP_SESSION_ERROR_PARSING"])

    def test_http09_depends_on_the_port(self):
        asked = [response(b"hello world", eof=True, **url) for url in [
            {}, {"port": 80}, {"port": 8080}, {"port": 443}, {"port": 443, "scheme": "https"},
            {"port": 80, "scheme": "https"}]]
        answers = ask("chromium", asked)
        self.assertEqual([answer["verdict"] for answer in answers],
                         ["reject", "accept", "reject", "reject", "accept", "reject"])
        self.assertEqual((answers[1]["messages"][0]["http09"], answers[1]["messages"][0]["version"]), (True, "HTTP/0.9"))
        self.assertEqual(answers[0]["error"], "ERR_INVALID_HTTP_RESPONSE")

    def test_reads(self):
        octets = b"xxHTTP/1.1 204\r\n\r\n"
        whole, pieces = ask("firefox", [response(octets), response(octets, reads=[3])])
        self.assertEqual((whole["verdict"], whole["messages"][0]["status"]), ("accept", 204))
        self.assertEqual((pieces["verdict"], pieces["partial"]["http09"]), ("need-more", True))

    def test_responses_in_turn(self):
        one = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
        asked = [response(one + one), response(one + one, reads=[len(one)]),
                 response(one + one, reads=[len(one)], methods=["GET"]),
                 response(one[:-2] + one, reads=[len(one) - 2], methods=["HEAD", "GET"])]
        answers = ask("chromium", asked)
        self.assertEqual([(len(a["messages"]), a["consumed"]) for a in answers],
                         [(1, len(one)), (2, 2 * len(one)), (1, len(one)), (2, 2 * len(one) - 2)])
        self.assertEqual([a["messages"][-1]["reusable"] for a in answers], [False, True, False, True])

    def test_no_methods_no_answers(self):
        octets = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        for model in MODELS:
            answers = ask(model, [response(octets, methods=[]), response(b"", methods=[])])
            self.assertEqual([(a["verdict"], a["messages"], a["partial"]) for a in answers],
                             [("unknown", [], None), ("accept", [], None)])
            self.assertIn("outstanding", answers[0]["unknown"])
            for answer in answers:
                self.assertTrue(valid("model_answer", answer), answer)

    def test_interim_responses(self):
        octets = b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        for model in MODELS[:4]:
            answer = ask(model, [response(octets)])[0]
            self.assertEqual([m["status"] for m in answer["messages"]], [103, 200])
            self.assertEqual(answer["messages"][0]["fields"], [["Link", "a"]])
            self.assertIsNone(answer["messages"][0]["persist"])

    def test_what_is_not_known(self):
        chunked, lists = ask("safari", [
            response(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", eof=True),
            response(b"HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello", eof=True)])
        self.assertEqual((chunked["verdict"], chunked["error"]), ("unknown", None))
        self.assertIn("Transfer-Encoding", chunked["unknown"])
        self.assertEqual((lists["verdict"], lists["messages"], lists["partial"]["status"]), ("accept", [], 200))
        self.assertIn("Content-Length", lists["unknown"])

    def test_every_answer_fits_the_schema(self):
        asked = []
        for number, (kind, octets) in enumerate(mutations(3000, seed=2)):
            if kind == "response":
                asked.append(response(octets, id=number, eof=number % 2 == 0, port=80, reads=[number % 40]))
        self.assertGreater(len(asked), 900)
        for model in MODELS:
            answers = ask(model, asked)
            self.assertEqual([answer["id"] for answer in answers], [put["id"] for put in asked])
            verdicts = set()
            for put, answer in zip(asked, answers):
                self.assertTrue(valid("model_question", put), put)
                self.assertTrue(valid("model_answer", answer), answer)
                self.assertEqual(answer["model"], model)
                verdicts.add(answer["verdict"])
            self.assertLessEqual({"accept", "need-more"}, verdicts, model)


class Errors(unittest.TestCase):
    def test_questions_that_are_wrong(self):
        right = response(b"HTTP/1.1 200 OK\r\n\r\n", id=7)
        for change, error in [
            ({"kind": "request"}, "models read responses"), ({"role": "intermediary"}, "user agents"),
            ({"port": "80"}, "\"port\""), ({"port": 65536}, "\"port\""), ({"port": -1}, "\"port\""),
            ({"scheme": "ftp"}, "\"scheme\""), ({"scheme": None}, "\"scheme\""),
            ({"reads": 3}, "\"reads\""), ({"reads": [-1]}, "\"reads\""), ({"reads": ["1"]}, "\"reads\""),
            ({"read": [1]}, "\"read\""), ({"octets": 1}, "\"octets\""),
        ]:
            wrong = dict(right, **change)
            answer = ask("chromium", [wrong])[0]
            self.assertTrue(valid("error", answer), answer)
            self.assertEqual(answer["id"], 7)
            self.assertIn(error, answer["error"])
            self.assertFalse(valid("model_question", wrong), wrong)

    def test_the_strict_parser_is_told_none_of_this(self):
        for member in [{"port": 80}, {"scheme": "http"}, {"reads": [1]}]:
            put = response(b"HTTP/1.1 200 OK\r\n\r\n", **member)
            answer = json.loads(run("parse", octets=json.dumps(put).encode()).out)
            self.assertIn("there is no member", answer["error"])
            self.assertFalse(valid("question", put))

    def test_usage(self):
        for arguments in [("--as",), ("--as", "netscape"), ("--as=",), ("--as", "firefox", "file")]:
            result = run("parse", *arguments)
            self.assertEqual((result.code, result.out, result.err.count("\n")), (USAGE, "", 1))
        self.assertIn("webkitgtk-3.2", run("parse", "--as", "netscape").err)


if __name__ == "__main__":
    unittest.main()
