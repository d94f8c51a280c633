"""`plumbline parse` answers each line as it comes, so that a program can ask, wait and ask again."""

import json
import os
import select
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, PLUMBLINE, question

REQUEST = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"


class Streaming(unittest.TestCase):
    def setUp(self):
        self.process = subprocess.Popen([PLUMBLINE, "parse"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.addCleanup(self.stop)
        self.pending = b""

    def stop(self):
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()
        self.process.kill()
        self.process.wait()

    def ask(self, text):
        self.process.stdin.write(text)

    def answers(self, count, patience=20.0):
        """`count` answers, or those that came while patience lasted."""
        end = time.monotonic() + patience
        while self.pending.count(b"\n") < count:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                break
            octets = os.read(self.process.stdout.fileno(), 65536)
            if not octets:
                break
            self.pending += octets
        *lines, self.pending = self.pending.split(b"\n")
        return [json.loads(line)["id"] for line in lines]

    def line(self, number):
        return json.dumps(question(REQUEST, id=number)).encode() + b"\n"

    def test_each_line_is_answered_before_the_next(self):
        for number in range(50):
            self.ask(self.line(number))
            self.assertEqual(self.answers(1), [number])

    def test_several_lines_at_once_and_a_part_of_one(self):
        last = self.line(3)
        self.ask(self.line(1) + self.line(2) + last[:20])
        self.assertEqual(self.answers(2), [1, 2])
        self.assertEqual(self.answers(1, patience=0.2), [])
        self.ask(last[20:-1])
        self.assertEqual(self.answers(1, patience=0.2), [])
        self.ask(b"\n")
        self.assertEqual(self.answers(1), [3])

    def test_the_end_of_input_ends_it(self):
        self.ask(self.line(1)[:-1])
        self.process.stdin.close()
        self.assertEqual(self.answers(1), [1])
        self.assertEqual(self.process.wait(timeout=20), ACCEPTED)


if __name__ == "__main__":
    unittest.main()
