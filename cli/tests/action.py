"""What action.yml runs, ci/lib/action.sh: it gives `plumbline check` the options that are set, and its exit status."""

import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import CANNOT_READ, ROOT, USAGE

SCRIPT = os.path.join(ROOT, "ci", "lib", "action.sh")


def action(**variables):
    """The finished process of the script with these variables set."""
    return subprocess.run([SCRIPT], env={**os.environ, **variables}, capture_output=True, timeout=120, text=True)


class Action(unittest.TestCase):
    def test_without_an_adapter(self):
        done = action(ADAPTER="")
        self.assertEqual((done.returncode, done.stdout), (USAGE, ""))
        self.assertIn("set ADAPTER", done.stderr)

    def test_an_adapter_that_answers_nothing(self):
        done = action(ADAPTER="exit 7", ROLE="origin")
        self.assertEqual(done.returncode, CANNOT_READ, done.stderr)
        self.assertIn("exit status 7", done.stderr)

    def test_options_are_handed_on(self):
        self.assertIn("--role is origin, proxy", action(ADAPTER="true", ROLE="cache").stderr)
        with tempfile.TemporaryDirectory() as folder:
            missing = os.path.join(folder, "none")
            done = action(ADAPTER="true", BASELINE=missing)
            self.assertEqual(done.returncode, CANNOT_READ, done.stderr)
            self.assertIn(missing, done.stderr)


if __name__ == "__main__":
    unittest.main()
