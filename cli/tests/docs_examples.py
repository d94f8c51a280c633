"""Every `$ ... plumbline ...` in README.md and docs/*.md does what the page says it does.

PLUMBLINE_UPDATE=1 cli/tests/docs_examples.py writes what the commands say now.
"""

import glob
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import PLUMBLINE, ROOT

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [os.path.join(ROOT, "README.md"), *sorted(glob.glob(os.path.join(ROOT, "docs", "*.md")))]


class Examples(unittest.TestCase):
    maxDiff = None

    def run_command(self, command):
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(os.path.abspath(PLUMBLINE), os.path.join(folder, "plumbline"))
            environment = dict(os.environ, PATH=folder + os.pathsep + os.environ["PATH"])
            done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment, timeout=60, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.stdout

    def transcript(self, block):
        """The block with what its commands say now."""
        commands = [line for line in block.splitlines() if line.startswith("$ ")]
        return "\n".join("%s\n%s" % (command, self.run_command(command[2:])) for command in commands)

    def test_pages(self):
        examples = 0
        for page in PAGES:
            with open(page, encoding="utf-8") as file:
                text = file.read()
            blocks = [block for language, block in FENCE.findall(text) if not language and block.startswith("$ ")]
            examples += len(blocks)
            new = text
            for block in blocks:
                new = new.replace(block, self.transcript(block))
            if os.environ.get("PLUMBLINE_UPDATE"):
                with open(page, "w", encoding="utf-8") as file:
                    file.write(new)
            else:
                self.assertEqual(new, text, page)
        self.assertGreaterEqual(examples, 7)


if __name__ == "__main__":
    unittest.main()
