"""Planted bugs against the laws and the fuzz targets. Called by ci/planted and, with --check, by ci/check_planted.

A bug is a patch of one file of parser/ in ci/planted.d, with a head of lines "Key: value":
  Planted  what is wrong, in one sentence
  Kind     numbers, sizes, state, cuts, octets, histories
  Law      the test of properties/ that finds it: it is tried first, the others where it finds nothing
  Fuzz     the target of fuzz/ whose law it breaks

The JSON on stdout with --json:
  {"runs", "seconds", "planted": [{"name", "what", "kind", "law", "target", "found_after": [seconds or null], "median"}],
   "found", "missed": [NAME]}
law is null where none found the bug, and left out with --only-fuzz; target, found_after and median are left out without
--fuzz. Where the session was interrupted, all of it is about the bugs that were tried up to then.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from fuzz import rows as fuzz_rows
from fuzz.target import inputs_below
from mutants.trees import LEFT_OUT, PARSER, TESTS, BuildFailed, Runner, Tree, run_session

PATCHES = Path("ci", "planted.d")
KINDS = ("numbers", "sizes", "state", "cuts", "octets", "histories")
KEYS = ("Planted", "Kind", "Law", "Fuzz")
NEVER = float("inf")
# Tests that read files of corpus/, beside those of the suite of that name.
OF_CORPUS = re.compile("properties/(divergence|.*vectors)$")


def say(line):
    print(f"ci/planted: {line}", file=sys.stderr, flush=True)


class Planted:
    def __init__(self, path):
        self.path, self.name = path, path.stem
        text = path.read_text()
        head = dict(line.split(": ", 1) for line in text.split("\n\n", 1)[0].splitlines() if ": " in line)
        self.what, self.kind, self.program, self.target = (head.get(key, "") for key in KEYS)
        self.files = re.findall(r"^\+\+\+ b/(\S+)", text, re.M)
        self.tried_by_laws, self.law = False, None
        self.found_after = []  # of all runs, or of none

    @property
    def tried(self):
        return self.tried_by_laws or bool(self.found_after)

    @property
    def median(self):
        return median(self.found_after) if self.found_after else None

    def apply(self, directory, *flags):
        """`git apply` in the directory, whatever repository it lies in. What it complains of, or None."""
        environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(directory.resolve().parent)}
        ran = subprocess.run(["git", "apply", *flags, str(self.path.resolve())], cwd=directory, env=environment,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return None if ran.returncode == 0 else ran.stdout.strip()


def all_planted(root):
    return [Planted(path) for path in sorted((root / PATCHES).glob("*.patch"))]


class DevTree(Tree):
    """Built as the preset dev is, and laid out so that the same compiler cache serves both."""

    preset = "dev"

    def __init__(self, root, directory, jobs):
        super().__init__(root, directory, jobs)
        self.build_directory = self.source / "out" / "build" / self.preset
        self.environment["CCACHE_BASEDIR"] = str(self.source)

    def flags(self):
        return ["-DBUILD_SHARED_LIBS=ON", "-DPLUMBLINE_CLI=OFF", "-DCMAKE_SHARED_LINKER_FLAGS=-Wl,-Bsymbolic",
                "-DCMAKE_EXE_LINKER_FLAGS=-Wl,-z,lazy"]

    def _configure_command(self):
        return ["cmake", "-S", str(self.source), "--preset", self.preset, *self.flags()]


class FuzzTree(DevTree):
    preset = "fuzz"
    left_out = frozenset(LEFT_OUT - {"fuzz"})

    def flags(self):
        return []


class Session:
    def __init__(self, options, planted):
        self.root, self.options, self.planted, self.stopped = options.root, options, planted, False
        self.out = options.root / "out" / "planted"

    def run(self):
        if not self.options.only_fuzz:
            self.by_laws()
        if self.options.fuzz and not self.stopped:
            self.by_targets()

    def by_laws(self):
        tree = DevTree(self.root, self.out / "laws", self.options.jobs)
        tree.configure()
        named = {f"properties/{bug.program}" for bug in self.planted}
        programs = {f"{test_source(self.root, bug.program).parent.name}_tests" for bug in self.planted}
        say(f"builds {len(programs)} programs of the properties in out/planted/laws")
        tree.build_unchanged([PARSER, *sorted(programs)])
        self.try_laws(tree, self.planted, lambda test: test.name in named)
        rest = [bug for bug in self.planted if bug.law is None]
        if rest and not self.stopped:
            say(f"{len(rest)} are not found by the law that is named: tries all")
            tree.build_unchanged([PARSER, TESTS])
            self.try_laws(tree, rest, lambda _: True, all_laws=True)

    def try_laws(self, tree, planted, chosen, all_laws=False):
        tests = [test for test in tree.tests() if chosen(test) and test.suite == "properties"
                 and not OF_CORPUS.match(test.name)
                 and "every-rule" not in test.labels]  # those are about the grammar alone
        runner = Runner()
        failed, suites, seconds = runner.rehearse(tests, tree.library(), tree.no_library(), patience=20)
        if failed:
            raise BuildFailed("\n".join([*failed, "these laws fail without a bug: mend them first, see ci/test"]))
        laws = suites.get("properties", [])
        say(f"{len(laws)} tests, {sum(seconds.values()):.0f} s without a bug")
        for number, bug in enumerate(planted, 1):
            with Change(tree, bug):
                if not tree.build([PARSER]):
                    raise BuildFailed(f"{bug.path} does not build: see {tree.log}")
                for law in sorted(laws, key=lambda law: law.name != f"properties/{bug.program}"):
                    if self.stopped:
                        return
                    failed = runner.run(law, tree.library()).failed
                    if failed is not None:
                        bug.law = failed or law.name
                        break
            bug.tried_by_laws = all_laws or bug.law is not None
            say(f"{number}/{len(planted)} {bug.name}: {'not found' if bug.law is None else bug.law}")

    def by_targets(self):
        tree = FuzzTree(self.root, self.out / "fuzz", self.options.jobs)
        tree.configure()
        targets = sorted({bug.target for bug in self.planted})
        say(f"builds {len(targets)} fuzz targets in out/planted/fuzz")
        tree.build_unchanged([f"{target}_fuzzer" for target in targets])
        for target in targets:
            after = self.seconds_to_find(tree, target, seed=1, seconds=2)
            if self.stopped:
                return
            if after != NEVER:
                raise BuildFailed(f"{target} finds something without a bug: see ci/fuzz --target {target}")
        for number, bug in enumerate(self.planted, 1):
            if self.stopped:
                return
            with Change(tree, bug):
                if not tree.build([f"{bug.target}_fuzzer"]):
                    raise BuildFailed(f"{bug.path} does not build: see {tree.log}")
                found_after = []
                for seed in range(1, self.options.runs + 1):
                    after = self.seconds_to_find(tree, bug.target, seed, self.options.seconds)
                    if after is None:
                        return
                    found_after.append(after)
            bug.found_after = found_after
            say(f"{number}/{len(self.planted)} {bug.name}: {bug.target}, {shown(bug.found_after)}")

    def seconds_to_find(self, tree, target, seed, seconds):
        """One process from the seeds, with nothing learnt: of the processor's time, since other work on the machine says
        nothing about the target. NEVER where it has found nothing in the time, None where it was stopped."""
        corpus, law = self.options.corpus or self.root / "corpus", fuzz_rows.law_of(target)
        with tempfile.TemporaryDirectory() as kept:
            seeds = Path(kept, "seeds.list")
            seeds.write_text(",".join(map(str, inputs_below(
                corpus / "seeds" / law, corpus / "regressions" / law, corpus / "cases", corpus / "real"))))
            Path(kept, "learnt").mkdir()
            command = [tree.build_directory / "fuzzers" / f"{target}_fuzzer", f"-seed={seed}",
                       f"-max_total_time={seconds}", f"-artifact_prefix={kept}/",
                       f"-seed_inputs=@{seeds}", *fuzz_rows.flags(self.root, target), Path(kept, "learnt")]
            process = subprocess.Popen([str(word) for word in command], cwd=self.root, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       start_new_session=True)  # Ctrl-C would end it as if it had found something
            while True:
                ended, status, used = os.wait4(process.pid, os.WNOHANG)
                if ended:
                    break
                if self.stopped:
                    os.killpg(process.pid, signal.SIGKILL)
                time.sleep(0.05)
            process.returncode = os.waitstatus_to_exitcode(status)
            if self.stopped and process.returncode == -signal.SIGKILL:
                return None
            return NEVER if process.returncode == 0 else used.ru_utime + used.ru_stime


class Change:
    """The tree with the bug in it."""

    def __init__(self, tree, bug):
        self.tree, self.bug = tree, bug

    def __enter__(self):
        complaint = self.bug.apply(self.tree.source)
        if complaint is not None:
            raise BuildFailed(f"{self.bug.path} does not apply: {complaint}")

    def __exit__(self, *_):
        for file in self.bug.files:
            (self.tree.source / file).write_bytes((self.tree.root / file).read_bytes())


def shown(seconds):
    return " ".join("-" if each == NEVER else f"{each:.1f}" for each in seconds) + " s"


def print_table(session):
    tried = [bug for bug in session.planted if bug.tried]
    wide = max((len(bug.name) for bug in tried), default=0)
    for bug in tried:
        law = f"  {'NOT FOUND' if bug.law is None else bug.law}" if bug.tried_by_laws else ""
        fuzz = f"  {bug.target} {shown([bug.median])} of {shown(bug.found_after)}" if bug.found_after else ""
        print(f"{bug.name:<{wide}}{fuzz}{law}")
    if not session.options.only_fuzz:
        found = sum(bug.law is not None for bug in tried)
        of = "" if len(tried) == len(session.planted) else f" of {len(session.planted)}"
        print(f"{len(tried)}{of} planted bugs tried, {found} found by a law without corpus")
    medians = [bug.median for bug in session.planted if bug.found_after]
    if medians:
        print(f"{sum(each != NEVER for each in medians)} of {len(medians)} found by libFuzzer within "
              f"{session.options.seconds} s, {sum(each < 10 for each in medians)} within 10 s; "
              f"median of the medians {shown([median(medians)])}")


def as_json(session):
    rows = []
    for bug in session.planted:
        if not bug.tried:
            continue
        row = {"name": bug.name, "what": bug.what, "kind": bug.kind}
        if bug.tried_by_laws:
            row["law"] = bug.law
        if bug.found_after:
            finite = [None if each == NEVER else round(each, 1) for each in [*bug.found_after, bug.median]]
            row.update(target=bug.target, found_after=finite[:-1], median=finite[-1])
        rows.append(row)
    return {"runs": session.options.runs, "seconds": session.options.seconds, "planted": rows,
            "found": sum(row.get("law") is not None for row in rows), "missed": missed(session)}


def missed(session):
    return [bug.name for bug in session.planted
            if (bug.tried_by_laws and bug.law is None) or bug.median == NEVER]


def test_source(root, law):
    return next(root.glob(f"properties/*/{law}_test.cc"), None)


def complaints(root, planted):
    targets = set(fuzz_rows.targets(root))
    if len(planted) < 30:
        yield f"{PATCHES}: {len(planted)} patches; at least 30 are kept"
    for kind in KINDS:
        if all(bug.kind != kind for bug in planted):
            yield f"{PATCHES}: no bug of the kind {kind}"
    for number, bug in enumerate(planted, 1):
        where = bug.path.relative_to(root)
        if not re.fullmatch(rf"{number:02}-[a-z0-9]+([.-][a-z0-9]+)*", bug.name):
            yield f"{where}: is not named {number:02}-in-words.patch"
        if not bug.what or bug.kind not in KINDS:
            yield f"{where}: begins with no lines Planted and Kind ({', '.join(KINDS)})"
        if test_source(root, bug.program) is None:
            yield f"{where}: Law names no test of properties/: '{bug.program}'"
        if bug.target not in targets:
            yield f"{where}: Fuzz names no target of fuzz/: '{bug.target}'"
        if len(bug.files) != 1 or not bug.files[0].startswith("parser/"):
            yield f"{where}: changes {len(bug.files)} files; one of parser/ is meant"
        complaint = bug.apply(root, "--check")
        if complaint is not None:
            yield f"{where}: does not apply any more; make it again: {complaint.splitlines()[0]}"


def check(root):
    planted = all_planted(root)
    defects = list(complaints(root, planted))
    for defect in defects:
        print(defect)
    print(f"{len(planted)} planted bugs, {len(defects)} defects")
    return 1 if defects else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--only", action="append")
    for flag in ("--fuzz", "--only-fuzz", "--json", "--list", "--check"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    options.fuzz = options.fuzz or options.only_fuzz
    if options.check:
        return check(options.root)
    planted = all_planted(options.root)
    if options.only:
        names = {bug.name for bug in planted}
        unknown = [name for name in options.only if name not in names]
        if unknown:
            say(f"no planted bug {unknown[0]}: ci/planted --list names them")
            return 2
        planted = [bug for bug in planted if bug.name in options.only]
    if options.list:
        for bug in planted:
            print(f"{bug.name}: {bug.what}")
        return 0
    session = Session(options, planted)
    if not run_session(session, "bug"):
        return 2
    if options.json:
        print(json.dumps(as_json(session), indent=1))
    else:
        print_table(session)
    return 130 if session.stopped else 1 if missed(session) else 0


if __name__ == "__main__":
    sys.exit(main())
