"""Every `$ ... plumbline ...` in README.md, docs/*.md and the rooms' README.md does what the page says it does; and
their prose has one width.

PLUMBLINE_UPDATE=1 cli/tests/docs_examples.py writes what the commands say now, and the prose at that width.
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
from prose import too_long, wrapped

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
README = os.path.join(ROOT, "README.md")
PAGES = [README, *(page for pages in ("docs/*.md", "*/README.md", "examples/*/README.md")
                   for page in sorted(glob.glob(os.path.join(ROOT, pages))) if not page.startswith(os.path.join(ROOT, "out")))]
UPDATE = os.environ.get("PLUMBLINE_UPDATE")


def text_of(page):
    with open(page, encoding="utf-8") as file:
        return file.read()


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

    def test_transcripts(self):
        examples = {}
        for page in PAGES:
            text = new = text_of(page)
            blocks = [block for language, block in FENCE.findall(text) if not language and block.startswith("$ ")]
            examples[os.path.relpath(page, ROOT)] = len(blocks)
            for block in blocks:
                new = new.replace(block, self.transcript(block))
            if UPDATE:
                with open(page, "w", encoding="utf-8") as file:
                    file.write(wrapped(new))
            else:
                self.assertEqual(new, text, page)
        self.assertGreaterEqual(examples["README.md"], 3)
        self.assertGreaterEqual(examples["docs/tour.md"], 8)

    def test_prose_has_one_width(self):
        for page in PAGES:
            self.assertEqual(too_long(text_of(page)), [], page)

    def test_the_readme_is_short(self):
        self.assertLessEqual(text_of(README).count("\n"), 130)


if __name__ == "__main__":
    unittest.main()
