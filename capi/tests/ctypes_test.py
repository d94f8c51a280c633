"""The library from Python's ctypes: it parses and judges, and says what the command says, member by member.

The comparison wants the command in $PLUMBLINE; without it the rest is tested."""

import base64
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
if not os.environ.get("LIBPLUMBLINE_IS_SANITIZED"):
    from library import LIBRARY, judge, parse, string_of

COMMAND = os.environ.get("PLUMBLINE")
if COMMAND:
    # Octets of every kind, and the command.
    ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    sys.path.insert(0, os.path.join(ROOT, "cli", "tests", "support"))
    from command import mutations, run

PLAIN = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
REFUSED = b"GET / HTTP/1.1\r\nHost : a\r\n\r\n"
REQUEST_ROLES = [None, "origin", "proxy", "gateway", "intermediary"]
RESPONSE_ROLES = [None, "user-agent", "proxy", "gateway", "intermediary"]
OBSERVATIONS = [
    {},
    {"outcome": "accept"},
    {"outcome": "need-more"},
    {"outcome": "reject"},
    {"messages": []},
    {"messages": [{}], "outcome": "accept"},
    {"messages": [{"version": "HTTP/1.1", "framing": "none", "body": "", "persist": {"decision": "persist"}}]},
    {"messages": [{"framing": {"kind": "length", "length": 3}, "trailers": [], "removed": []}], "hidden": ["host"]},
    {"messages": [{"fields": [["Host", "a"]], "persist": {"decision": "close"}}]},
    {"connection": "open"},
    {"connection": "closed"},
    {"connection": "persisted"},
]
OF_REQUESTS = [
    {"replies": [200]},
    {"replies": [400], "connection": "closed"},
    {"replies": []},
    {"replies": [100]},
    {"messages": [{"method": "GET", "target": "/", "target_uri": "http://a/"}]},
]
OF_RESPONSES = [{"messages": [{"status": 200, "reason": "OK"}]}, {"messages": [{"method": "GET"}]}]


def octets_of(question):
    return {**question, "octets": base64.b64encode(question["octets"]).decode()}


def answers(verb, questions):
    result = run(verb, octets="".join(json.dumps(octets_of(question)) + "\n" for question in questions).encode())
    assert result.code == 0 and not result.err, result
    return [json.loads(line) for line in result.out.splitlines()]


class Library(unittest.TestCase):
    def test_version(self):
        self.assertRegex(string_of(LIBRARY.plumbline_version()), r"^\d+\.\d+\.\d+$")
        self.assertEqual(LIBRARY.plumbline_contract(), 1)

    def test_parses(self):
        answer = parse({"kind": "request", "octets": PLAIN})
        self.assertEqual(answer["verdict"], "accept")
        self.assertEqual(answer["messages"][0]["fields"], [["Host", "a"]])
        answer = parse({"kind": "request", "octets": REFUSED})
        self.assertEqual((answer["verdict"], answer["offset"]), ("reject", 20))
        self.assertEqual((answer["clause"], answer["rfc"]), ("9112-5.1-space-before-colon", 9112))

    def test_judges(self):
        question = {"kind": "request", "octets": PLAIN.replace(b"\r\n", b"\n"), "observed": {"outcome": "accept"}}
        answer = judge(question)
        self.assertEqual((answer["verdict"], answer["by"][0]["sentence"]), ("allowed", "2.2-lf"))
        question["octets"] = REFUSED
        self.assertEqual(judge(question)["verdict"], "violates")

    def test_says_what_is_wrong(self):
        self.assertIn("error", parse({"kind": "request", "octets": b"", "role": "user-agent"}))
        self.assertIn("error", judge({"kind": "request", "octets": b"", "observed": {"replies": [100]}}))


@unittest.skipUnless(COMMAND, "there is no command to compare with")
class SameAsTheCommand(unittest.TestCase):
    maxDiff = None

    def compare(self, verb, ask, questions):
        told = answers(verb, questions)
        self.assertEqual(len(told), len(questions))
        errors = 0
        for question, answer in zip(questions, told):
            del answer["id"]
            ours = ask(question)
            if "error" in answer:  # of which the words are each one's own
                errors += 1
                self.assertIn("error", ours, question)
            else:
                self.assertEqual(ours, answer, question)
        self.assertLess(errors, len(questions) / 4)

    def test_parse(self):
        questions = []
        for number, (kind, octets) in enumerate(mutations(2000, seed=4)):
            question = {"kind": kind, "octets": octets, "eof": number % 2 == 0}
            if number % 3 == 0:
                question["role"] = "intermediary"
            if kind == "response" and number % 5 < 3:
                question["methods"] = [["HEAD", "GET"], [], ["CONNECT"]][number % 5]
            questions.append(question)
        self.compare("parse", parse, questions)

    def test_judge(self):
        questions = []
        for number, (kind, octets) in enumerate(mutations(2000, seed=5)):
            request = kind == "request"
            observed = OBSERVATIONS + (OF_REQUESTS if request else OF_RESPONSES)
            roles = REQUEST_ROLES if request else RESPONSE_ROLES
            question = {"kind": kind, "octets": octets, "eof": number % 7 == 0}
            if roles[number % 5]:
                question["role"] = roles[number % 5]
            if not request and number % 3 == 0:
                question["methods"] = [["HEAD", "GET"], []][number % 2]
            question["observed"] = observed[number % len(observed)]
            questions.append(question)
        self.compare("judge", judge, questions)


if __name__ == "__main__":
    if os.environ.get("LIBPLUMBLINE_IS_SANITIZED"):
        print("left out: Python has not the runtime of the sanitizers")
        sys.exit(77)
    unittest.main()
