"""On a terminal: colour, the page's width, what is asked for, and that it may go. Skipped where there is no terminal to be
had, as in a container without /dev/ptmx."""

import fcntl
import os
import pty
import struct
import sys
import tempfile
import termios
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import CANNOT_WRITE, PLUMBLINE

SKIPPED = 77  # as cli/CMakeLists.txt has it


def why_no_terminal():
    """None where there are pseudo-terminals."""
    try:
        for descriptor in pty.openpty():
            os.close(descriptor)
    except OSError as error:
        return "no pseudo-terminal: %s" % error
    return None


def on_terminal(*arguments, columns=0, **environment):
    """What a terminal gets."""
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "", **environment}
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execve(PLUMBLINE, [PLUMBLINE, *arguments], environment)
    out = b""
    try:
        while octets := os.read(terminal, 65536):
            out += octets
    except OSError:  # EIO: the child has gone
        pass
    os.close(terminal)
    os.waitpid(child, 0)
    return out.decode()


class Color(unittest.TestCase):
    def check(self, colored, *arguments, **environment):
        out = on_terminal("clauses", "9112-2.2-bare-cr", *arguments, **environment)
        self.assertIn("9112-2.2-bare-cr", out)
        self.assertEqual("\x1b[" in out, colored)

    def test_on_a_terminal(self):
        self.check(True)
        self.check(False, NO_COLOR="1")
        self.check(False, TERM="dumb")
        self.check(False, "--color=never")
        self.check(True, "--color=always", NO_COLOR="1")


class Width(unittest.TestCase):
    def width(self, columns, **environment):
        out = on_terminal("keep-alive", "--color=never", "foo, timeout=5", columns=columns, **environment)
        return max(len(line) for line in out.splitlines())

    def test_as_wide_as_the_terminal(self):
        self.assertLessEqual(self.width(70), 70)
        self.assertGreater(self.width(200), 100)
        self.assertEqual(self.width(200), self.width(300))  # nothing is that wide

    def test_without_a_width_as_without_a_terminal(self):
        self.assertLessEqual(self.width(0), 100)
        self.assertGreater(self.width(0), 90)

    def test_columns_decides(self):
        self.assertEqual(self.width(200, COLUMNS="70"), self.width(70))
        self.assertEqual(self.width(70, COLUMNS="nonsense"), self.width(70))


class Closed(unittest.TestCase):
    def test_terminal_that_closes(self):
        with tempfile.NamedTemporaryFile() as log:
            child, terminal = pty.fork()
            if child == 0:
                os.dup2(os.open(log.name, os.O_WRONLY | os.O_APPEND), 2)
                os.execv(PLUMBLINE, [PLUMBLINE, "explain"])
            while b"Ctrl-D" not in self.said(log):
                time.sleep(0.01)
            os.close(terminal)  # the kernel sends SIGHUP
            _, status = os.waitpid(child, 0)
            self.assertEqual(os.waitstatus_to_exitcode(status), CANNOT_WRITE)
            self.assertEqual(self.said(log).splitlines()[1:], [b"plumbline: the terminal was closed"])

    @staticmethod
    def said(log):
        with open(log.name, "rb") as file:
            return file.read()


if __name__ == "__main__":
    if reason := why_no_terminal():
        print("skipped: " + reason)
        sys.exit(SKIPPED)
    unittest.main()
