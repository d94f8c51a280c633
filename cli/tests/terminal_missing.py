"""Without pseudo-terminals cli/tests/terminal.py is skipped, says so, and does not fail."""

import os
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
WITHOUT = """
import os, pty, runpy, sys
def refuse(*_):
    raise OSError("out of pty devices")
os.openpty = pty.openpty = os.forkpty = pty.fork = refuse
runpy.run_path(sys.argv[1], run_name="__main__")
"""


class Missing(unittest.TestCase):
    def test_skipped(self):
        done = subprocess.run([sys.executable, "-c", WITHOUT, os.path.join(HERE, "terminal.py")], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (77, "skipped: no pseudo-terminal: out of pty devices\n"), done.stderr)

    def test_no_other_test_wants_a_terminal(self):
        for name in sorted(os.listdir(HERE)):
            if name.endswith(".py") and not name.startswith("terminal"):
                with open(os.path.join(HERE, name), encoding="utf-8") as file:
                    self.assertNotIn("import pty", file.read(), name)


if __name__ == "__main__":
    unittest.main()
