"""examples/h11: each disagreement of h11 with the vectors has a name, is expected where it is, and is explained."""

import collections
import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ROOT, run

FOLDER = os.path.join(ROOT, "examples", "h11")
# Production: what h11 0.14 does otherwise there.
KNOWN = {
    "method": {},
    "request-target": {"request-target-not-parsed": "accepted"},
    "HTTP-version": {"major-version": "accepted"},
    "request-line": {"major-version": "accepted", "request-target-not-parsed": "accepted"},
    "status-line": {"status-below-100": "rejected"},
    "status-code": {"status-below-100": "rejected"},
    "reason-phrase": {"control-octets": "accepted"},
    "field-line": {"control-octets": "accepted", "obs-fold": "accepted"},
    "field-name": {"obs-fold": "accepted"},
    "field-value": {"control-octets": "accepted"},
    "Host": {"host-not-parsed": "accepted"},
    "Content-Length": {"any-number": "accepted"},
    "Transfer-Encoding": {"only-chunked": "rejected"},
    "Connection": {"connection-not-parsed": "accepted"},
    "chunk-ext": {"chunk-ext-not-parsed": "accepted", "space-before-chunk-ext": "rejected",
                  "space-after-chunk-size": "accepted"},
    "last-chunk": {"chunk-ext-not-parsed": "accepted", "space-before-chunk-ext": "rejected"},
    "trailer-section": {"control-octets": "accepted"},
}


class H11(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        vectors = run("grammar", "--vectors").out.encode()
        done = subprocess.run([sys.executable, os.path.join(FOLDER, "check.py")], input=vectors, capture_output=True,
                              timeout=120)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.lines = done.stdout.decode().splitlines()

    def test_disagreements_are_the_known_ones(self):
        found, agree = collections.defaultdict(dict), {}
        for line in self.lines[1:]:
            count, name, how = re.match(r"(\S+) +(\d+) agree$| +\d+ ([a-z0-9-]+), (accepted|rejected): ", line).group(1, 3, 4)
            if count:
                production = count
                agree[production] = int(line.split()[1])
                found[production] = {}
            else:
                found[production][name] = how
        self.assertEqual(found, KNOWN, self.lines[0])
        for production, count in agree.items():
            self.assertGreater(count, 5, production)

    def test_each_name_is_explained_and_none_else(self):
        names = {name for differences in KNOWN.values() for name in differences}
        with open(os.path.join(FOLDER, "README.md"), encoding="utf-8") as file:
            self.assertEqual(set(re.findall(r"^\| `([a-z0-9-]+)` \|", file.read(), re.MULTILINE)), names)
        with open(os.path.join(FOLDER, "differences.py"), encoding="utf-8") as file:
            self.assertEqual(set(re.findall(r'^    "([a-z0-9-]+)": lambda', file.read(), re.MULTILINE)), names)

    def test_a_disagreement_without_a_name_shows(self):
        """What h11 does not accept, but is told to."""
        vector = run("grammar", "--vectors", "method").out.splitlines()[1].replace('"reject","offset":0', '"accept","offset":null')
        done = subprocess.run([sys.executable, os.path.join(FOLDER, "check.py")], input=vector.encode(),
                              capture_output=True, timeout=120)
        self.assertIn(b"without-a-name, rejected", done.stdout)


if __name__ == "__main__":
    unittest.main()
