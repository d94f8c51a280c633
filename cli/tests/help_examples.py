"""The examples of every --help do what they show: they run, and say nothing on standard error."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, PLUMBLINE, REJECTED, question, run, verbs

# What `curl -si` writes of a chunked response: only with --raw the octets that came.
CURL = r"""#!/bin/sh
printf 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
case " $* " in *" --raw "*) printf '2\r\nhi\r\n0\r\n\r\n' ;; *) printf 'hi' ;; esac
"""
FILES = {"answer.http": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
         "request-1.http": b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
         "adapter.py": b"import json, sys\nfor line in sys.stdin:\n"
                       b"    print(json.dumps({'id': json.loads(line)['id'], 'observed': {}}), flush=True)\n",
         "requests.http": b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
         "responses.http": b"HTTP/1.1 204 No Content\r\n\r\n",
         "race.jsonl": b'{"events":[{"at":0,"side":"server","event":"half-close"}]}\n',
         "connections.jsonl": b'{"requests":"R0VUIC8gSFRUUC8xLjENCkhvc3Q6IGENCg0K"}\n',
         "questions.jsonl": json.dumps(question(b"HTTP/1.1 200 OK\n\n", "response")).encode() + b"\n"}
SHOWN_REJECTED = ("printf 'timeout=5;max=100'", "printf 'GET / HTTP/1.1\\nHost", "printf 'HTTP/1.1 200\\nA : b", "printf ':status: 200\\nkeep-alive")


class Examples(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.mkdir(os.path.join(self.folder, "bin"))
        os.symlink(os.path.abspath(PLUMBLINE), os.path.join(self.folder, "bin", "plumbline"))
        with open(os.path.join(self.folder, "bin", "curl"), "w") as file:
            file.write(CURL)
        os.chmod(os.path.join(self.folder, "bin", "curl"), 0o755)
        for name, octets in FILES.items():
            with open(os.path.join(self.folder, name), "wb") as file:
                file.write(octets)

    def examples(self, *words):
        text = run(*words, "--help").out
        block = re.search(r"\n(?:Examples|Start here)\n(.*?)\n\n", text, re.DOTALL).group(1)
        return [line.strip() for line in block.splitlines()]

    def test_each(self):
        count = 0
        environment = dict(os.environ, PATH=os.path.join(self.folder, "bin") + os.pathsep + os.environ["PATH"])
        for words in ((), *((verb,) for verb in verbs())):
            for example in self.examples(*words):
                if re.search(r"\| jq\b", example) and not shutil.which("jq"):
                    continue
                done = subprocess.run(["bash", "-o", "pipefail", "-c", example], cwd=self.folder, env=environment,
                                      capture_output=True, timeout=60)
                wanted = REJECTED if example.startswith(SHOWN_REJECTED) else ACCEPTED
                said = re.sub(rb"plumbline: \d+ of \d+ questions, 0 failed\n", b"", done.stderr)  # of a check that takes long
                if "| head" not in example:  # a pipe that closes
                    self.assertEqual((done.returncode, said), (wanted, b""), example)
                self.assertTrue(done.stdout, example)
                count += 1
        self.assertGreaterEqual(count, 20)


if __name__ == "__main__":
    unittest.main()
