"""The pages of `plumbline explain`, word by word: golden/NAME.txt is a transcript of the command on golden/NAME.http,
or NAME.list.

Its first line is the command, its last the exit status. After a change that is meant, read what
PLUMBLINE_UPDATE=1 cli/tests/explain_page.py writes there.
"""

import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import GOLDEN, run

PROMPT = "$ plumbline "


class Pages(unittest.TestCase):
    maxDiff = None

    def test_pages(self):
        names = sorted(name for name in os.listdir(GOLDEN) if name.endswith(".txt"))
        self.assertGreaterEqual(len(names), 10)
        for name in names:
            with self.subTest(name):
                self.check(os.path.join(GOLDEN, name))

    def check(self, path):
        with open(path, encoding="ascii") as file:
            wanted = file.read()
        command = wanted.split("\n", 1)[0]
        self.assertTrue(command.startswith(PROMPT))
        name = os.path.basename(path)[:-len(".txt")]
        self.assertIn(command.split()[-1], (name + ".http", name + ".list"))
        result = run(*command[len(PROMPT):].split(), cwd=GOLDEN)
        self.assertEqual(result.err, "")
        page = "%s\n%s[exit status %d]\n" % (command, result.out, result.code)
        if os.environ.get("PLUMBLINE_UPDATE"):
            with open(path, "w", encoding="ascii") as file:
                file.write(page)
        else:
            self.assertEqual(page, wanted)


if __name__ == "__main__":
    unittest.main()
