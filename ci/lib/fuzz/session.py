"""A fuzzing session over all targets: replay, fuzz in parallel for a total time, report. Called by ci/fuzz.

The JSON on stdout with --json:
  {"seconds", "jobs", "interrupted", "findings": n, "not_reached": [NAME], "broken": [NAME], "targets": [{"target",
   "changed", "replayed", "executions", "seconds", "executions_per_second", "coverage", "features", "corpus_files",
   "corpus_octets", "findings": [{"kind", "path", "reason", "replay", "minimise"}]}]}
not_reached: the targets that were not fuzzed at all, as the time was too short or the session was interrupted.
broken: those that were not fuzzed because a replay of their law found something.
changed: since the target was last fuzzed, or it never was.
"""

import argparse
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

from fuzz.plan import MINIMUM, Memory, plan
from fuzz.rows import law_of, targets
from fuzz.target import Target


class Progress:
    """One line, refreshed on a terminal; elsewhere a line every ten seconds."""

    def __init__(self, stream):
        self.stream, self.terminal, self.last = stream, stream.isatty(), 0.0

    def show(self, line, force=False):
        now = time.monotonic()
        if self.terminal:
            self._write(f"\r\033[K{line}")
        elif force or now - self.last >= 10:
            self.last = now
            self._write(f"ci/fuzz: {line}\n")

    def done(self):
        if self.terminal:
            self._write("\r\033[K")

    def _write(self, text):
        try:
            self.stream.write(text)
            self.stream.flush()
        except OSError:  # the terminal has gone; the session goes on and its files tell
            pass


class Session:
    def __init__(self, root, names, seconds, jobs):
        self.seconds, self.jobs = seconds, jobs
        self.targets = [Target(root, name) for name in names]
        self.memory = Memory(root, self.targets)
        self.changed = {name for name in names if self.memory.changed(name)}
        self.progress = Progress(sys.stderr)
        self.interrupted = False
        self.broken = set()  # laws of which the replay found something

    def interrupt(self, *_):
        self.interrupted = True
        for target in self.targets:
            target.stop()

    def run(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.interrupt)
        self._replay()
        if not self.interrupted:
            self._fuzz()
        self.memory.add(self.targets)
        self.progress.done()

    def _replay(self):
        # A law needs one replay, whatever mutates its inputs.
        names = {target.name for target in self.targets}
        waiting = [target for target in reversed(self.targets) if target.law == target.name or target.law not in names]
        total = len(waiting)

        def work():
            while waiting and not self.interrupted:
                try:
                    waiting.pop().replay()
                except IndexError:
                    return

        def line():
            ran = sum(target.replayed for target in self.targets)
            return f"replaying the corpus through {total} targets: {ran} inputs"

        self._together([work] * min(self.jobs, total), line)
        self.progress.show(line(), force=True)

    def _fuzz(self):
        self.broken = {target.law for target in self.targets if target.findings}
        by_name = {target.name: target for target in self.targets if target.law not in self.broken}
        turns = {name: threading.Lock() for name in by_name}
        exclusive = self.jobs < len(by_name)
        start = time.monotonic()

        def worker(slices):
            for name, seconds in slices:
                if by_name[name].stopped:
                    continue
                if exclusive:
                    with turns[name]:
                        by_name[name].fuzz(seconds)
                else:
                    by_name[name].fuzz(seconds)

        def line():
            elapsed = time.monotonic() - start
            executions = sum(target.executions_so_far() for target in self.targets)
            findings = sum(len(target.findings) for target in self.targets)
            files = sum(target.corpus_files for target in self.targets)
            return (
                f"fuzzing {min(elapsed, self.seconds):.0f} of {self.seconds} s: {reached} targets, "
                f"{quantity(executions)} executions, {files} corpus files, {findings} findings"
            )

        workers = plan(list(by_name), self.seconds, self.jobs, self.memory)
        reached = len({name for slices in workers for name, _ in slices})
        if workers:
            self.progress.show(line(), force=True)
        self._together([lambda slices=slices: worker(slices) for slices in workers], line)

    def _together(self, works, line):
        threads = [threading.Thread(target=work, daemon=True) for work in works]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            self.progress.show(line())
            time.sleep(0.25)

    # -- the report ----------------------------------------------------------------------------

    def as_json(self):
        return {
            "seconds": self.seconds,
            "jobs": self.jobs,
            "interrupted": self.interrupted,
            "findings": sum(len(target.findings) for target in self.targets),
            "not_reached": self.not_reached(),
            "broken": self.held_back(),
            "targets": [
                {
                    "target": target.name,
                    "changed": target.name in self.changed,
                    "replayed": target.replayed,
                    "executions": target.executions,
                    "seconds": round(target.seconds, 1),
                    "executions_per_second": rate(target),
                    "coverage": target.cov,
                    "features": target.ft,
                    "corpus_files": target.corpus_files,
                    "corpus_octets": target.corpus_octets,
                    "findings": [
                        {
                            "kind": finding.kind,
                            "path": finding.path,
                            "reason": finding.reason,
                            "replay": finding.replay(),
                            "minimise": finding.minimise(),
                        }
                        for finding in target.findings
                    ],
                }
                for target in self.targets
            ],
        }

    def table(self):
        head = ("target", "changed", "replayed", "seconds", "execs", "execs/s", "cov", "ft", "corpus", "size", "findings")
        rows = [head]
        for target in self.targets:
            rows.append(
                (
                    target.name,
                    "yes" if target.name in self.changed else "",
                    str(target.replayed),
                    f"{target.seconds:.0f}" if target.seconds else "-",
                    str(target.executions),
                    str(rate(target)),
                    str(target.cov),
                    str(target.ft),
                    str(target.corpus_files),
                    quantity(target.corpus_octets, 1024),
                    str(len(target.findings)),
                )
            )
        widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
        return "\n".join(
            "  ".join(
                cell.ljust(width) if i == 0 else cell.rjust(width)
                for i, (cell, width) in enumerate(zip(row, widths))
            )
            for row in rows
        )

    def not_reached(self):
        return [target.name for target in self.targets if target.seconds == 0 and target.law not in self.broken]

    def held_back(self):
        return [target.name for target in self.targets if target.law in self.broken]

    def notes(self):
        left, held_back = self.not_reached(), self.held_back()
        if self.seconds > 0 and left:
            enough = -(-MINIMUM * len(self.targets) // self.jobs)
            why = "the session was interrupted" if self.interrupted else f"--seconds {enough} reaches all"
            yield f"not fuzzed: {len(left)} of {len(self.targets)} targets: {', '.join(left)}; {why}."
        if self.seconds > 0 and held_back:
            yield f"not fuzzed, as the replay found something: {', '.join(held_back)}. Mend what is named below first."
        for target in self.targets:
            for path in target.fixed:
                yield f"holds now: {path}: move it to corpus/regressions/{target.law}/"
            for finding in target.findings:
                yield ""
                reason = finding.reason if len(finding.reason) <= 300 else finding.reason[:299] + "…"
                yield f"finding: {target.name}, {finding.kind}: {reason}"
                if finding.kind == "unusable":
                    yield f"  the target did not run; its log: {finding.path}"
                    continue
                yield f"  reproducer  {finding.path}"
                yield f"  replay      {finding.replay()}"
                yield f"  minimise    {finding.minimise()}"
        if any(target.findings for target in self.targets):
            yield "\nThese commands are to be run from the repository's root."


def rate(target):
    return round(target.executions / target.seconds) if target.seconds else 0


def quantity(number, base=1000):
    for unit in ("", "k", "M", "G"):
        if number < base or unit == "G":
            return f"{number:.0f}{unit}" if unit == "" else f"{number:.1f}{unit}"
        number /= base


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--target", action="append", default=[])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    known = targets(options.root)
    names = [name[: -len("_fuzzer")] if name.endswith("_fuzzer") else name for name in options.target]
    for name in names:
        if name not in known:
            print(f"ci/fuzz: no target '{name}'; there are: {' '.join(known)}", file=sys.stderr)
            return 2
    names = [name for name in known if name in names or law_of(name) in names or not names]

    session = Session(options.root, names, options.seconds, max(1, options.jobs))
    session.run()
    report = sys.stderr if options.json else sys.stdout
    print(session.table(), file=report)
    for note in session.notes():
        print(note, file=report)
    if options.json:
        print(json.dumps(session.as_json(), indent=2))
    if any(target.findings for target in session.targets):
        return 1
    if session.interrupted:
        print("ci/fuzz: interrupted; nothing found up to here", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
