"""plumbline exchange: the three cases that everybody asks about, the contract, any split, what it refuses, files."""

import base64
import json
import os
import random
import sys
import tempfile
import unittest
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_READ, CANNOT_WRITE, REJECTED, ROOT, USAGE, run, valid

GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
GET_CLOSE = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
KEPT = b"HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n"


def b64(octets):
    return base64.b64encode(octets).decode()


def sent(side, octets, at=None):
    return {"side": side, "octets": b64(octets), **({} if at is None else {"at": at})}


def did(side, event, at=None):
    return {"side": side, "event": event, **({} if at is None else {"at": at})}


def ask(*questions):
    done = run("exchange", "--json", octets="".join(json.dumps(question) + "\n" for question in questions).encode())
    if done.code != ACCEPTED or done.err:
        raise AssertionError(done)
    return [json.loads(line) for line in done.out.splitlines()]


def found(answer):
    return [(finding["sentence"], finding["binds"], finding["verdict"]) for finding in answer["findings"]]


def cases():
    folder = os.path.join(ROOT, "corpus", "exchanges")
    for name in sorted(os.listdir(folder)):
        for fact in sorted(os.listdir(os.path.join(folder, name))):
            with open(os.path.join(folder, name, fact), encoding="utf-8") as file:
                case = json.load(file)
            events = [{**event, "octets": b64(event["octets"].encode("latin-1"))} if "octets" in event else event
                      for event in case.get("events", [])]
            if events:
                yield fact, {**{key: case[key] for key in ("server", "client") if key in case}, "events": events}


def pieces(event, dice):
    """The event's octets in several, one after the other."""
    octets = base64.b64decode(event["octets"])
    cuts = sorted(dice.randrange(len(octets) + 1) for _ in range(dice.randrange(4))) if dice else range(1, len(octets))
    bounds = [0, *cuts, len(octets)]
    return [{**event, "octets": b64(octets[begin:end])} for begin, end in zip(bounds, bounds[1:])]


class Questions(unittest.TestCase):
    def test_close_was_asked_and_the_socket_left_open(self):
        answer = ask({"requests": b64(GET_CLOSE), "responses": b64(KEPT), "left_open": ["server"]})[0]
        self.assertTrue(valid("answer", answer, "exchange"), answer)
        self.assertEqual(answer["verdict"], "violates")
        self.assertIn(("9112-9.6-left-open-though-asked", "server", "violates"), found(answer))
        exchange = answer["exchanges"][0]
        self.assertEqual(exchange["connection"], {"decision": "closes", "by": "client", "rule": "9112-9.3-r1"})
        self.assertEqual((exchange["request"]["persist"]["decision"], exchange["final"]["persist"]["decision"]),
                         ("close", "persist"))

    def test_http10_keep_alive_answered_without_the_option_closes(self):
        for status_line in (b"HTTP/1.0 204 ", b"HTTP/1.1 204 "):
            answer = ask({"requests": b64(b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
                          "responses": b64(status_line + b"\r\n\r\n")})[0]
            self.assertEqual((answer["verdict"], answer["exchanges"][0]["connection"]["decision"]), ("conforms", "closes"))
            self.assertEqual([sentence for sentence, _, _ in found(answer)], ["9112-C.2.2-keep-alive-unanswered"])

    def test_a_final_response_before_the_body(self):
        put = b"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"
        early = [sent("client", put + b"0123456789"), sent("server", b"HTTP/1.1 413 \r\nContent-Length: 0\r\n\r\n")]
        rest = sent("client", b"x" * 990 + GET)
        for more in ([], [did("server", "half-close")], [rest, sent("server", KEPT)]):
            answer = ask({"events": early + more})[0]
            self.assertEqual(found(answer)[0], ("9110-10.1.1-early-final", "server", "conforms"))
            self.assertNotIn("violates", answer["verdict"])
        answer = ask({"events": [*early, sent("server", KEPT)]})[0]
        self.assertEqual(found(answer)[-1], ("9112-9.3-body-not-read", "server", "violates"))

    def test_the_page_has_each_exchange_and_the_sentence(self):
        question = json.dumps({"requests": b64(GET_CLOSE), "responses": b64(KEPT), "left_open": ["server"]}).encode()
        done = run("exchange", octets=question)
        self.assertEqual((done.code, done.err), (REJECTED, ""))
        for line in ("standard input, line 1", "1    GET / HTTP/1.1", "     HTTP/1.1 204", "violates: 1 exchange, 2 findings",
                     "then the connection closes, by the client's message [9112-9.3-r1]",
                     "RFC 9112, section 9.6; MUST [9112-9.6-left-open-though-asked]"):
            self.assertIn(line, done.out)

    def test_what_was_not_answered(self):
        post = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
        for last, retries in (("reset", ["may", "never"]), ("close", ["may", "never"]), ("open", [None, None])):
            answer = ask({"events": [sent("client", GET + post), did("server", last)]})[0]
            self.assertEqual([exchange["retry"] for exchange in answer["exchanges"]], retries)

    def test_times_come_back(self):
        answer = ask({"events": [sent("client", GET, 1.5), sent("server", KEPT, 2), did("server", "close", 7.25)]})[0]
        exchange = answer["exchanges"][0]
        self.assertEqual((exchange["request"]["begin_at"], exchange["final"]["end_at"], answer["server"]["at"]), (1.5, 2, 7.25))
        self.assertEqual(answer["server"]["closed"], "close")


class Timeline(unittest.TestCase):
    RACE = {"events": [sent("client", GET, 0), sent("server", KEPT, 0.1), did("server", "half-close", 5.1),
                       sent("client", GET.replace(b"/ ", b"/?a&b "), 5.101), did("client", "reset", 5.102)]}

    def draw(self, *words, questions=(RACE,)):
        return run("exchange", *words, octets="".join(json.dumps(question) + "\n" for question in questions).encode())

    def test_text(self):
        done = self.draw("--timeline")
        self.assertEqual((done.code, done.err), (ACCEPTED, ""))
        rows = [line.split(None, 2) for line in done.out.splitlines()[3:]]
        self.assertEqual([row[0] + row[1] for row in rows], ["0s", "0.1s", ":5", "5.1s", "5.101s", "5.101s", "5.102s"])
        for text in ("GET / HTTP/1.1 --", "-- HTTP/1.1 204", "5 s idle: either side may close (9112 9.5)", "|| closes its half",
                     "! undecided: the client [9112-9.5-request-after-closure]", "|| resets"):
            self.assertIn(text, done.out)

    def test_what_is_awaited_and_what_has_to_close(self):
        question = {"events": [sent("client", GET_CLOSE, 0), sent("server", KEPT, 2), did("server", "open", 9)]}
        out = self.draw("--timeline", questions=[question]).out
        self.assertIn("2 s idle: a response is awaited", out)
        self.assertIn("7 s idle: to be closed, by the client's message (9112 9.3)", out)
        self.assertIn("! violates: the server [9112-9.6-left-open-though-asked]", out)

    def test_without_times_in_the_order_seen(self):
        question = {"events": [sent("client", GET), sent("client", GET), sent("server", KEPT), sent("server", KEPT)]}
        lines = self.draw("--timeline", questions=[question]).out.splitlines()[3:]
        self.assertEqual(["GET" in line for line in lines], [True, True, False, False])

    def test_svg(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "a.svg")
            self.assertEqual(self.draw("--svg", name).code, ACCEPTED)
            svg = xml.etree.ElementTree.parse(name).getroot()
            texts = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
            self.assertTrue({"client", "server", "GET /?a&b HTTP/1.1", "5 s idle: either side may close (9112 9.5)",
                             "undecided: the client  [9112-9.5-request-after-closure]"} <= set(texts), texts)
            for element in svg.iter():
                for key in ("x", "y", "cx", "cy", "x1", "x2", "y1", "y2"):
                    self.assertLessEqual(float(element.get(key, 0)), float(svg.get("height" if "y" in key else "width")))
            many = self.draw("--svg", name, questions=[self.RACE, self.RACE])
            self.assertEqual((many.code, many.err), (USAGE, "plumbline: --svg draws one connection, and there are 2: choose with --connection\n"))
            self.assertEqual(self.draw("--svg", name, "--connection", "2", questions=[self.RACE, self.RACE]).code, ACCEPTED)
            self.assertEqual(self.draw("--svg", folder + "/none/a.svg").code, CANNOT_WRITE)


class Laws(unittest.TestCase):
    def test_any_split_of_octets_gives_the_same_answer(self):
        dice = random.Random(9112)
        questions = list(cases())
        self.assertGreater(len(questions), 90)
        whole = ask(*(question for _, question in questions))
        for _ in range(3):
            for by_octet in (False, True):
                split = [{**question, "events": [piece for event in question["events"] for piece in
                                                 (pieces(event, None if by_octet else dice) if event.get("octets") else [event])]}
                         for _, question in questions]
                for (fact, _), answer, expected in zip(questions, ask(*split), whole):
                    self.assertEqual(answer, expected, fact)

    def test_every_case_fits_the_schema(self):
        for (fact, question), answer in zip(cases(), ask(*(question for _, question in cases()))):
            self.assertTrue(valid("question", question, "exchange"), fact)
            self.assertTrue(valid("answer", answer, "exchange"), fact)

    def test_without_an_order_nothing_is_found_that_depends_on_it(self):
        post = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
        close = b"HTTP/1.1 204 \r\nConnection: close\r\n\r\n"
        self.assertEqual(found(ask({"requests": b64(post + GET), "responses": b64(KEPT + close)})[0]), [])


class Refused(unittest.TestCase):
    def test_lines_that_are_no_question(self):
        for line, error in (
                ("", "an empty line"), ("[]", "not a JSON object"), ("{", "not JSON"),
                ("{}", 'neither "events" nor "requests" and "responses"'),
                ('{"requests":"%%"}', '"requests" is not base64 (RFC 4648, section 4)'),
                ('{"requests":"","events":[]}', '"events" and "requests" or "responses" do not go together'),
                ('{"requests":"","requsts":""}', 'there is no member "requsts"'),
                ('{"requests":"","closed":"server"}', '"closed" is not an array of "client" and "server"'),
                ('{"events":{}}', '"events" is not an array'),
                ('{"events":[{}]}', 'in event 0 "side" is neither "client" nor "server"'),
                ('{"events":[{"side":"client"}]}', 'in event 0 there is not one of "octets" and "event"'),
                ('{"events":[{"side":"client","event":"shut"}]}',
                 'in event 0 "event" is none of "half-close", "close", "reset", "open"'),
                ('{"events":[{"side":"client","octets":"","at":"1"}]}', 'in event 0 "at" is not a number of seconds'),
                ('{"events":[{"side":"client","event":"close"},{"side":"client","octets":""}]}',
                 "event 1 is one of the client after it has closed"),
                ('{"events":[{"at":2,"side":"client","octets":""},{"at":1,"side":"client","octets":""}]}',
                 "event 1 is earlier than one before it"),
                ('{"requests":"","server":"gateway"}', '"server" is neither "proxy" nor "origin"')):
            answer = ask_line(line)
            self.assertEqual(answer.get("error"), error, line)
            self.assertTrue(valid("error", answer, "exchange"))
            if line:
                done = run("exchange", octets=line.encode() + b"\n")
                self.assertEqual((done.code, done.out, done.err), (USAGE, "", "plumbline: line 1: %s\n" % error))

    def test_options(self):
        for words, error in ((["x"], "exchange reads standard input, or --requests and --responses, not x"),
                             (["--requests", "x"], "--requests and --responses go together: the octets of both sides"),
                             (["--closed", "server"], "--closed and --left-open go with --requests and --responses"),
                             (["--requests", "x", "--responses", "y", "--closed", "both"], "--closed is client or server")):
            done = run("exchange", *words)
            self.assertEqual((done.code, done.out), (USAGE, ""), words)
            self.assertIn(error, done.err)

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            requests, responses = os.path.join(folder, "requests"), os.path.join(folder, "responses")
            for name, octets in ((requests, GET_CLOSE), (responses, KEPT)):
                with open(name, "wb") as file:
                    file.write(octets)
            words = ["exchange", "--requests", requests, "--responses", responses]
            self.assertEqual(run(*words).code, ACCEPTED)
            self.assertEqual(run(*words, "--closed", "server").code, ACCEPTED)
            self.assertEqual(run(*words, "--left-open", "server").code, REJECTED)
            answer = json.loads(run(*words, "--left-open", "server", "--json").out)
            self.assertEqual((answer["id"], answer["verdict"]), (None, "violates"))
            self.assertEqual(run(*words, "--left-open", "server", "--closed", "server").code, USAGE)
            missing = run("exchange", "--requests", folder + "/none", "--responses", responses)
            self.assertEqual((missing.code, missing.out), (CANNOT_READ, ""))
            self.assertIn("cannot read", missing.err)


def ask_line(line):
    return json.loads(run("exchange", "--json", octets=line.encode() + b"\n").out)


if __name__ == "__main__":
    unittest.main()
