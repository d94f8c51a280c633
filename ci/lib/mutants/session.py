"""Mutants of the parser against the suites. Called by ci/mutants and, with --check, by ci/check_mutants.

The JSON on stdout with --json:
  {"seed", "all", "mutants": [{"id", "was", "becomes", "verdict", "proof", "suites": {NAME: null | WHAT FAILED}}],
   "suites": {NAME: {"ran", "killed", "alone"}}, "killed", "equivalent", "survive", "not_compiled"}
verdict: killed, equivalent (listed, with its proof), survives, "not compiled", "wrongly listed" (as equivalent, but
killed).
"""

import argparse
import json
import queue
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mutants import mutation
from mutants.equivalents import EQUIVALENTS, Equivalents
from mutants.trees import ORDER, PARSER, SANITIZERS, TESTS, BuildFailed, Runner, Tree, run_session


def say(line):
    print(f"ci/mutants: {line}", file=sys.stderr, flush=True)


class Trial:
    """One mutant and what the suites said of it."""

    def __init__(self, mutant, text, proof):
        self.mutant, self.proof = mutant, proof
        self.was, self.becomes = mutation.changed_lines(mutant, text)
        self.compiled, self.tried = True, False
        self.suites = {}  # name: what failed first, or None where all passed

    @property
    def killed(self):
        return any(failed is not None for failed in self.suites.values())

    @property
    def verdict(self):
        if not self.compiled:
            return "not compiled"
        if self.killed:
            return "wrongly listed" if self.proof else "killed"
        return "equivalent" if self.proof else "survives"

    def line(self):
        by = [f"{suite}: {failed}" for suite, failed in self.suites.items() if failed is not None]
        return f"{self.mutant.id}  {self.verdict}" + (f" by {'; '.join(by)}" if by else "")


class Session:
    def __init__(self, root, options, chosen):
        self.root, self.options, self.stopped = root, options, False
        equivalents = Equivalents(root / EQUIVALENTS)
        texts = {mutant.file: (root / mutant.file).read_text() for mutant in chosen}
        self.trials = [Trial(mutant, texts[mutant.file], equivalents.proof(mutant, texts[mutant.file]))
                       for mutant in chosen]
        self.out = root / "out" / "mutants"

    def tree(self, name, jobs, sanitize="", unity=False):
        tree = Tree(self.root, self.out / name, jobs, sanitize, unity)
        tree.configure()
        return tree

    def run(self):
        say(f"builds the suites in {self.out.relative_to(self.root)}/whole")
        whole = self.tree("whole", self.options.jobs)
        runner, suites = self.rehearsed(whole)
        self.in_the_library(runner, suites)
        headers = [trial for trial in self.survivors() if trial.mutant.file.endswith(".h")]
        if headers:
            say(f"{len(headers)} survive in headers, which the tests include too: builds the tests with each of them")
            self.in_the_whole(whole, runner, suites, headers)
        rest = self.survivors()
        if rest and not self.options.only_suites:
            say(f"{len(rest)} survive: tries them with ASan and UBSan")
            sanitized = self.tree("sanitized", self.options.jobs, "address,undefined")
            runner, suites = self.rehearsed(sanitized, {"corpus", "properties"})
            tests = {SANITIZERS: [test for tests in suites.values() for test in tests]}
            self.in_the_whole(sanitized, runner, tests, rest)

    def survivors(self):
        return [trial for trial in self.trials if trial.tried and trial.verdict == "survives" and not self.stopped]

    def rehearsed(self, tree, names=None):
        names = names or set(self.options.only_suites or ORDER)
        tree.build_unchanged([PARSER, TESTS])
        tests = [test for test in tree.tests() if test.suite in names]
        if not {"corpus", "properties"} & {test.suite for test in tests} and not self.options.only_suites:
            raise BuildFailed("the build has no tests of the corpus and the properties")
        runner = Runner(tree.sanitize)
        failed, suites, seconds = runner.rehearse(tests, tree.library(), tree.no_library())
        if failed:
            raise BuildFailed("\n".join([*failed, "these tests fail without a mutant: mend them first, see ci/test"]))
        for name in names - set(suites):
            raise BuildFailed(f"no test of {name} calls the parser's library, so that none could kill a mutant")
        for name, tests in suites.items():
            say(f"{name}: {len(tests)} tests, {sum(seconds[test.name] for test in tests):.1f} s without a mutant")
        return runner, suites

    def in_the_library(self, runner, suites):
        """Each mutant in the parser's library, with the tests as they are."""
        trees = queue.SimpleQueue()
        jobs = max(1, min(self.options.jobs, len(self.trials)))
        for number in range(jobs):
            plain = self.tree(f"job-{number}", 1)
            plain.build_unchanged([PARSER])
            trees.put({".cc": plain, ".h": self.as_one(f"job-{number}-headers") or plain})
        done, lock = [], threading.Lock()

        def try_one(trial):
            if self.stopped:
                return
            pair = trees.get()
            start = time.monotonic()
            self.attempt(pair[Path(trial.mutant.file).suffix], [PARSER], runner, suites, trial)
            trees.put(pair)
            if trial.compiled and not trial.tried:
                return  # stopped
            with lock:
                done.append(trial)
                say(f"{len(done)}/{len(self.trials)} {trial.line()} ({time.monotonic() - start:.1f} s)")

        with ThreadPoolExecutor(jobs) as pool:
            for future in [pool.submit(try_one, trial) for trial in self.trials]:
                future.result()

    def as_one(self, name):
        """A tree in which the parser is compiled as one file; None where that does not go."""
        tree = self.tree(name, 1, unity=True)
        if tree.build([PARSER]):
            return tree
        say(f"the parser does not compile as one file, see {tree.log}: its headers take longer")
        return None

    def in_the_whole(self, tree, runner, suites, trials):
        """Each mutant in the tests, too, one after the other."""
        targets = [PARSER, *tree.programs(suites)]
        for trial in trials:
            if self.stopped:
                return
            self.attempt(tree, targets, runner, suites, trial)
            say(f"whole: {trial.line()}")

    def attempt(self, tree, targets, runner, suites, trial):
        tree.change(trial.mutant)
        try:
            if not tree.build(targets):
                trial.compiled = trial.compiled and trial.tried
                return
            for name, tests in suites.items():
                if trial.killed and not self.options.all:
                    break
                if self.stopped and not trial.killed:
                    return
                outcomes = (runner.run(test, tree.library()) for test in tests)
                trial.suites[name] = next((f"{test.name.split('/')[-1]} {outcome.failed}" for test, outcome
                                           in zip(tests, outcomes) if outcome.failed is not None), None)
            trial.tried = True
        finally:
            tree.restore(trial.mutant)

    def table(self):
        tried = [trial for trial in self.trials if trial.tried or not trial.compiled]
        count = {verdict: sum(trial.verdict == verdict for trial in tried)
                 for verdict in ("killed", "equivalent", "survives", "not compiled", "wrongly listed")}
        suites = {}
        for name in [*ORDER, SANITIZERS]:
            ran = [trial for trial in tried if name in trial.suites]
            killed = [trial for trial in ran if trial.suites[name] is not None]
            alone = [trial for trial in killed
                     if all(failed is None for suite, failed in trial.suites.items() if suite != name)]
            if ran:
                suites[name] = {"ran": len(ran), "killed": len(killed), "alone": len(alone)}
        return tried, count, suites


def print_table(session):
    tried, count, suites = session.table()
    print(f"{'suite':<14}{'mutants':>9}{'killed':>9}" + (f"{'it alone':>11}" if session.options.all else ""))
    for name, row in suites.items():
        print(f"{name:<14}{row['ran']:>9}{row['killed']:>9}" + (f"{row['alone']:>11}" if session.options.all else ""))
    by_operator = {}
    for trial in tried:
        if trial.compiled:
            row = by_operator.setdefault(trial.mutant.operator, [0, 0])
            row[0] += 1
            row[1] += trial.killed
    print("killed of each operator: " + ", ".join(
        f"{name} {killed}/{all_}" for name, (all_, killed) in sorted(by_operator.items())))
    for verdict in ("survives", "wrongly listed"):
        for trial in tried:
            if trial.verdict == verdict:
                print(f"\n{trial.line()}")
                print("\n".join(["-" + line for line in trial.was] + ["+" + line for line in trial.becomes]))
    built = len(tried) - count["not compiled"]
    print(f"{built} mutants: {count['killed'] + count['wrongly listed']} killed, {count['equivalent']} equivalent, "
          f"{count['survives']} survive; {count['not compiled']} more did not compile")


def as_json(session):
    tried, count, suites = session.table()
    return {
        "seed": session.options.seed, "all": session.options.all, "suites": suites,
        "killed": count["killed"], "equivalent": count["equivalent"], "survive": count["survives"],
        "wrongly_listed": count["wrongly listed"], "not_compiled": count["not compiled"],
        "mutants": [{"id": trial.mutant.id, "was": trial.was, "becomes": trial.becomes, "verdict": trial.verdict,
                     "proof": trial.proof, "suites": trial.suites} for trial in tried]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", action="append")
    parser.add_argument("--suite", action="append", dest="only_suites", choices=ORDER)
    for flag in ("--all", "--list", "--json", "--every"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    mutants = mutation.all_mutants(options.root)
    if options.only:
        by_id = {mutant.id: mutant for mutant in mutants}
        unknown = [wanted for wanted in options.only if wanted not in by_id]
        if unknown:
            say(f"no mutant {unknown[0]}: ci/mutants --list --every names them")
            return 2
        chosen = [by_id[wanted] for wanted in options.only]
    else:
        chosen = mutants if options.every else mutation.choose(mutants, options.count, options.seed)
    if options.list:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # head may have enough
        for mutant in chosen:
            print(mutation.diff(mutant, (options.root / mutant.file).read_text()))
        return 0
    session = Session(options.root, options, chosen)
    if not run_session(session, "mutants"):
        return 2
    if options.json:
        print(json.dumps(as_json(session), indent=1))
    else:
        print_table(session)
    if any(trial.verdict in ("survives", "wrongly listed") and trial.tried for trial in session.trials):
        return 1
    return 130 if session.stopped else 0


if __name__ == "__main__":
    sys.exit(main())
