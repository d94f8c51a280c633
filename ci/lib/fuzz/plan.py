"""Which fuzz targets a session takes, and who runs what when. Called by session.py.

A target that changed since it was last fuzzed comes first and gets most of the time; then those that were fuzzed least
as they are now. Each gets MINIMUM seconds first, and the rest of the time by weight; where the time is too short for
MINIMUM each, the last ones are left out. What a target is, its program and its own seeds, and for how long it was
fuzzed as that is remembered in out/fuzz-sessions.json.
"""

import hashlib
import json
from pathlib import Path

from fuzz.target import inputs_below

MINIMUM = 10  # seconds for a target
WEIGHT = 3  # of a target that changed, where one that did not has 1
MEMORY = Path("out", "fuzz-sessions.json")


def identity(target):
    """A digest of the target's program, seeds and regressions."""
    digest = hashlib.sha256(target.binary.read_bytes() if target.binary.exists() else b"")
    corpus = target.root / "corpus"
    for path in inputs_below(corpus / "seeds" / target.law, corpus / "regressions" / target.law):
        octets = path.read_bytes()
        digest.update(f"{path.name} {len(octets)}\n".encode() + octets)
    return digest.hexdigest()


class Memory:
    """For how long each target was fuzzed as it is now."""

    def __init__(self, root, targets):
        self.path = root / MEMORY
        try:
            self.known = json.loads(self.path.read_text())
        except (OSError, ValueError):
            self.known = {}
        self.now = {target.name: identity(target) for target in targets}

    def seconds(self, name):
        known = self.known.get(name, {})
        return known.get("seconds", 0) if known.get("identity") == self.now[name] else 0

    def changed(self, name):
        return self.seconds(name) < MINIMUM / 2

    def add(self, targets):
        for target in targets:
            if target.seconds > 0:
                seconds = round(self.seconds(target.name) + target.seconds, 1)
                self.known[target.name] = {"identity": self.now[target.name], "seconds": seconds}
        try:
            self.path.write_text(json.dumps(self.known, indent=1, sort_keys=True) + "\n")
        except OSError:  # the next session takes all for changed
            pass


def shares(names, seconds, jobs, memory):
    """{name: seconds} of those that are fuzzed, the ones that come first in front."""
    order = sorted(names, key=lambda name: (not memory.changed(name), memory.seconds(name), name))
    while len(order) > jobs and seconds * jobs < MINIMUM * len(order):
        order.pop()
    if len(order) <= jobs:
        return {name: seconds for name in order}
    weight = {name: WEIGHT if memory.changed(name) else 1 for name in order}
    rest, total = seconds * jobs - MINIMUM * len(order), sum(weight.values())
    return {name: min(seconds, MINIMUM + rest * weight[name] // total) for name in order}


def plan(names, seconds, jobs, memory):
    """One list of (name, seconds) for each of at most `jobs` workers.

    With no more targets than jobs every target has several processes for the whole time. Otherwise the shares are
    laid end to end and cut where a worker's time is up (McNaughton's rule), so that all workers end together; the cut
    keeps the two halves of a target apart in time.
    """
    if not names or seconds == 0:
        return []
    if jobs >= len(names):
        return [[(name, seconds)] for name in names for _ in range(jobs // len(names))]
    workers = [[] for _ in range(jobs)]
    worker, free = 0, seconds
    for name, wanted in shares(names, seconds, jobs, memory).items():
        while wanted > 0 and worker < jobs:
            part = min(wanted, free)
            workers[worker].append((name, part))
            wanted, free = wanted - part, free - part
            if free == 0:
                worker, free = worker + 1, seconds
    return workers
