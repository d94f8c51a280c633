"""Does the mutator reach coverage faster than bytes alone? Called by ci/measure_mutator, which says what it prints.

The JSON on stdout with --json:
  {"seconds", "runs", "flags": {engine: [flag]}, "pairs": [{"target", "start", "marks": [seconds],
   "bytes" and "grammar": {"coverage" and "features": [[a run's value at each mark]], "executions": [a run's]},
   "reached": {"coverage" and "features": [seconds a grammar run took to bytes' final median, null if it did not]}}]}
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from fuzz import rows as fuzz_rows
from fuzz.target import inputs_below

STATUS = re.compile(rb"^#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+)")
ENGINES = {"bytes": "", "grammar": "_grammar"}
MEASURES = {"coverage": 1, "features": 2}  # in a status
NEVER = float("inf")


class Setup:
    def __init__(self, options):
        self.root, self.fuzzers, self.seconds = options.root, options.fuzzers, options.seconds
        self.flags = {"bytes": options.bytes_flag, "grammar": options.grammar_flag}

    def run(self, target, engine, start, seed):
        """One process; its statuses as (seconds, coverage, features, executions), each when it was said."""
        with tempfile.TemporaryDirectory() as kept:
            command = [self.fuzzers / f"{target}{ENGINES[engine]}_fuzzer", *fuzz_rows.flags(self.root, target), *self.flags[engine]]
            command += [f"-seed={seed}", f"-max_total_time={self.seconds}", f"-artifact_prefix={kept}/"]
            if start == "seeds":
                names = Path(kept, "seeds.list")
                corpus = self.root / "corpus"
                names.write_text(",".join(map(str, inputs_below(
                    corpus / "seeds" / target, corpus / "regressions" / target, corpus / "cases", corpus / "real"))))
                command.append(f"-seed_inputs=@{names}")
            Path(kept, "corpus").mkdir()
            command.append(Path(kept, "corpus"))
            began, said, last = time.monotonic(), [], b""
            with subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.root) as process:
                for line in process.stderr:
                    status = STATUS.match(line)
                    if status:
                        executions, coverage, features = map(int, status.groups())
                        said.append((time.monotonic() - began, coverage, features, executions))
                    elif b"broken law" in line or b"ERROR" in line:
                        last = line
            if process.returncode != 0 or not said:
                why = last.decode("utf-8", "replace").strip()[:300] or f"status {process.returncode}"
                raise RuntimeError(f"{command[0].name} -seed={seed}, {start}: {why}")
            return said


def at(said, seconds, measure):
    """What the run had reached by then."""
    return max((status[MEASURES[measure]] for status in said if status[0] <= seconds), default=0)


def reached(said, goal, measure):
    return next((status[0] for status in said if status[MEASURES[measure]] >= goal), NEVER)


def measure_pair(setup, target, start, runs, marks):
    said = {engine: [] for engine in ENGINES}
    for seed in range(1, runs + 1):
        for engine in ENGINES:  # in turn, so that both see the machine as it is
            said[engine].append(setup.run(target, engine, start, seed))
    pair = {"target": target, "start": start, "marks": marks, "reached": {}}
    for engine in ENGINES:
        pair[engine] = {name: [[at(run, mark, name) for mark in marks] for run in said[engine]] for name in MEASURES}
        pair[engine]["executions"] = [run[-1][3] for run in said[engine]]
    for name in MEASURES:
        goal = median(run[-1] for run in pair["bytes"][name])
        times = [reached(run, goal, name) for run in said["grammar"]]
        pair["reached"][name] = [None if when == NEVER else round(when, 2) for when in times]
    return pair


def spread(numbers):
    return f"{median(numbers):.0f} ({min(numbers)}-{max(numbers)})"


def rows(pair):
    for name in MEASURES:
        for engine in ENGINES:
            runs = pair[engine][name]
            row = [pair["target"], pair["start"], name, engine]
            row += [spread([run[i] for run in runs]) for i in range(len(pair["marks"]))]
            if engine == "grammar":
                times = [NEVER if when is None else when for when in pair["reached"][name]]
                middle = median(times)
                row.append("never" if middle == NEVER else f"{middle:.1f} s")
            yield row + [""] * (5 + len(pair["marks"]) - len(row))


def show(pairs, marks, out):
    table = [["target", "start", "", "engine", *(f"{mark:g} s" for mark in marks), "reaches bytes'"]]
    for pair in pairs:
        table += rows(pair)
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    for row in table:
        cells = [cell.ljust(width) if i < 4 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip(), file=out)


def summary(pairs):
    """In how many pairs the median of the grammar's runs is ahead at the end, by start and measure."""
    for start in sorted({pair["start"] for pair in pairs}):
        chosen = [pair for pair in pairs if pair["start"] == start]
        for name in MEASURES:
            ends = [[median(run[-1] for run in pair[engine][name]) for engine in ("grammar", "bytes")] for pair in chosen]
            ahead = sum(grammar > plain for grammar, plain in ends)
            level = sum(grammar == plain for grammar, plain in ends)
            yield (f"{name} from {'nothing' if start == 'empty' else 'the seeds'}: the grammar is ahead in {ahead} of "
                   f"{len(chosen)} targets, level in {level}, behind in {len(chosen) - ahead - level}")


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--fuzzers", type=Path, required=True)
    parser.add_argument("--target", action="append", default=[])
    parser.add_argument("--start", choices=("empty", "seeds"), action="append", default=[])
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--bytes-flag", action="append", default=[])
    parser.add_argument("--grammar-flag", action="append", default=[])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    known = sorted(name for name, (_, mutated) in fuzz_rows.rows(options.root).items() if mutated)
    marks = [options.seconds / 10, options.seconds / 4, options.seconds / 2, options.seconds + 1]
    setup = Setup(options)
    asked = [(name, start) for name in known if name in options.target or not options.target
             for start in options.start or ("empty", "seeds")]

    def work(pair):
        result = measure_pair(setup, *pair, options.runs, marks)
        print(f"ci/measure_mutator: {' from '.join(pair)}: done", file=sys.stderr)
        return result

    try:
        with ThreadPoolExecutor(options.jobs) as workers:
            pairs = list(workers.map(work, asked))
    except RuntimeError as error:
        print(f"ci/measure_mutator: {error}", file=sys.stderr)
        return 1
    report = sys.stderr if options.json else sys.stdout
    show(pairs, marks, report)
    for line in summary(pairs):
        print(line, file=report)
    if options.json:
        print(json.dumps({"seconds": options.seconds, "runs": options.runs, "flags": setup.flags, "pairs": pairs}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
