"""Where mutants are built and tried: copies of the source tree, each with its build, and the suites of tests."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

from mutants.mutation import applied

# A suite is the tests of ctest for which `holds` is true; a test belongs to the first suite that takes it.
Suite = namedtuple("Suite", "name holds")
SUITES = [
    Suite("corpus", lambda name, labels: name in ("properties/corpus", "properties/corpus_lists")),
    Suite("equivalence", lambda name, labels: "grammar" in labels),
    Suite("properties", lambda name, labels: "properties" in labels),
]
ORDER = ["corpus", "properties", "equivalence"]  # the cheapest first
SANITIZERS = "sanitizers"  # the corpus and the properties again, with ASan and UBSan

# Rooms that no suite is built of.
LEFT_OUT = {"out", "ci", "cli", "fuzz", "bench", "docs", "examples", "corpus"}
MEMORY = 8 << 30  # octets; for tests without sanitizers, which reserve far more than they use
PARSER, TESTS = "plumbline_parser", "properties/all"  # targets

Test = namedtuple("Test", "name suite command directory labels")
NO_FUNCTION = "a function of the parser is missing"
# Of one test: `failed` is None where it passed, else what failed; "" where it did not say.
Outcome = namedtuple("Outcome", "failed seconds")


def synchronise(root, copy, left_out):
    """Makes `copy` the rooms of `root`. What is equal keeps its time, so that it is not built again. A build within
    `copy`, in out/, stays."""
    wanted = set()
    for top in sorted(root.iterdir()):
        if top.name in left_out or top.name.startswith((".", "build")):
            continue
        for path in [top] if top.is_file() else top.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                wanted.add(path.relative_to(root))
    for path in wanted:
        target = copy / path
        if not target.is_file() or target.read_bytes() != (root / path).read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, target)
    for top in copy.iterdir():
        for path in [] if top.name == "out" or top.is_symlink() else [top] if top.is_file() else top.rglob("*"):
            if path.is_file() and not path.is_symlink() and path.relative_to(copy) not in wanted:
                path.unlink()
    for room in ("corpus", "docs"):  # what tests read
        if not (copy / room).exists():
            (copy / room).symlink_to(root / room, target_is_directory=True)


class BuildFailed(Exception):
    """The tree without a mutant does not build."""


class Tree:
    """A copy of the source tree and its build. The parser is a shared library there, so that a mutant of it needs
    nothing else to be built; it binds its own symbols, so that no inline function of a test stands in for it. With
    `unity` all its files are compiled as one, which is quicker where a header changes."""

    left_out = frozenset(LEFT_OUT)

    def __init__(self, root, directory, jobs, sanitize="", unity=False):
        self.root, self.source, self.build_directory = root, directory / "source", directory / "build"
        self.jobs, self.sanitize, self.unity, self.log = jobs, sanitize, unity, directory / "log"
        self.environment = {**os.environ, "CCACHE_BASEDIR": str(directory), "CCACHE_NOHASHDIR": "1"}

    def configure(self):
        self.source.mkdir(parents=True, exist_ok=True)
        synchronise(self.root, self.source, self.left_out)
        self._must(self._configure_command())

    def _configure_command(self):
        return [
            "cmake", "-S", str(self.source), "-B", str(self.build_directory), "-G", "Ninja",
            "-DCMAKE_BUILD_TYPE=RelWithDebInfo", "-DBUILD_SHARED_LIBS=ON", "-DPLUMBLINE_WERROR=OFF",
            "-DPLUMBLINE_CLI=OFF", "-DCMAKE_SHARED_LINKER_FLAGS=-Wl,-Bsymbolic",
            "-DCMAKE_EXE_LINKER_FLAGS=-Wl,-z,lazy",
            f"-DCMAKE_UNITY_BUILD={'ON' if self.unity else 'OFF'}", "-DCMAKE_UNITY_BUILD_BATCH_SIZE=0",
            f"-DPLUMBLINE_SANITIZE={self.sanitize}", f"-DCMAKE_CXX_COMPILER={'clang++' if self.sanitize else 'g++'}",
            "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -w" + (" -gline-tables-only" if self.sanitize else "")]

    def tests(self):
        """The tests of all suites, once they are built, in no order."""
        shown = subprocess.run(["ctest", "--show-only=json-v1"], cwd=self.build_directory, check=True,
                               stdout=subprocess.PIPE)
        found = []
        for test in json.loads(shown.stdout)["tests"]:
            properties = {each["name"]: each["value"] for each in test["properties"]}
            labels = properties.get("LABELS", [])
            suite = next((suite.name for suite in SUITES if suite.holds(test["name"], labels)), None)
            # Less effort finds most in a tenth of the time.
            if suite == "equivalence" and "--quick" not in test.get("command", ["--quick"]):
                found.append(Test(test["name"] + " --quick", suite, [*test["command"], "--quick"],
                                  str(self.build_directory), labels))
            if suite and "command" in test:
                found.append(Test(test["name"], suite, test["command"],
                                  properties.get("WORKING_DIRECTORY", str(self.build_directory)), labels))
        return found

    def programs(self, suites):
        """What to build for the tests of the suites: the programs that are made in the build directory."""
        words = [word for tests in suites.values() for test in tests for word in test.command]
        inside = f"{self.build_directory}/"
        return sorted({word[len(inside):] for word in words if word.startswith(inside)})

    def build(self, targets):
        return self._run(["ninja", f"-j{self.jobs}", *targets]) == 0

    def build_unchanged(self, targets):
        self._must(["ninja", f"-j{self.jobs}", *targets])

    def change(self, mutant):
        path = self.source / mutant.file
        path.write_text(applied(mutant, path.read_text()))

    def restore(self, mutant):
        shutil.copyfile(self.root / mutant.file, self.source / mutant.file)

    def library(self):
        return self.build_directory / "parser"

    def no_library(self):
        """A parser's library without a function, under each name that the real one has: a program asks for its SONAME."""
        directory = self.build_directory / "empty"
        directory.mkdir(exist_ok=True)
        for library in self.library().glob(f"lib{PARSER}.so*"):
            self._must(["cc", "-shared", "-o", str(directory / library.name), "-x", "c", os.devnull])
        return directory

    def _run(self, command):
        directory = self.build_directory if command[0] == "ninja" else self.root
        with open(self.log, "ab") as log:
            return subprocess.run(command, cwd=directory, env=self.environment, stdin=subprocess.DEVNULL,
                                  stdout=log, stderr=log, start_new_session=True).returncode

    def _must(self, command):
        if self._run(command) != 0:
            tail = self.log.read_text("utf-8", "replace").splitlines()[-20:]
            raise BuildFailed("\n".join([*tail, f"the tree without a mutant does not build: see {self.log}"]))


class Runner:
    """Runs tests, with the parser's library of any tree in place of the one that they were linked with."""

    def __init__(self, sanitize=""):
        self.sanitize = sanitize
        self.limits = {}  # seconds a test may take

    def run(self, test, library, limit=None):
        start = time.monotonic()
        environment = {**os.environ, "LD_LIBRARY_PATH": str(library), "GTEST_FAIL_FAST": "1", "GTEST_COLOR": "no",
                       "ASAN_OPTIONS": "detect_leaks=0:hard_rss_limit_mb=4096", "RC_PARAMS": ""}
        process = subprocess.Popen(test.command, cwd=test.directory, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
                                   preexec_fn=None if self.sanitize else limit_memory)
        try:
            said, _ = process.communicate(timeout=limit or self.limits.get(test.name))
            failed = None if process.returncode == 0 else what_failed(said, process.returncode)
            if failed and b"symbol lookup error" in said:
                failed = NO_FUNCTION
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            failed = "timeout"
        return Outcome(failed, time.monotonic() - start)

    def rehearse(self, tests, library, no_library, patience=1800):
        """Runs all tests without a mutant: what fails then, and from now on how long each may take. The tests of
        each suite, the shortest first, without those that call nothing of the parser, within `patience` seconds: no
        mutant fails them."""
        tests = [test for test in tests if self.run(test, no_library, limit=patience).failed == NO_FUNCTION]
        seconds, failed = {}, []
        for test in tests:
            outcome = self.run(test, library, limit=1800)
            seconds[test.name] = outcome.seconds
            self.limits[test.name] = 5 + 10 * outcome.seconds
            if outcome.failed is not None:
                failed.append(f"{test.name}: {outcome.failed}")
        ordered = {}
        for test in sorted(tests, key=lambda test: seconds[test.name]):
            ordered.setdefault(test.suite, []).append(test)
        return failed, {suite: ordered[suite] for suite in ORDER if suite in ordered}, seconds


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def what_failed(said, status):
    """What a failed test said of it first, or how it ended."""
    text = said.decode("utf-8", "replace")
    report = re.search(r"(AddressSanitizer|runtime error): .{1,60}", text)
    if report:
        return report[0].strip()
    for named in (r"^\[  FAILED  \] ([\w./]+)",  # GoogleTest
                  r"^([\w/-]+(?: to depth \d+)?, \w+(?:, \w+)?): "):  # `equivalence`
        if match := re.search(named, text, re.M):
            return match[1]
    running = re.findall(r"^\[ RUN +\] ([\w./]+)", text, re.M)
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return f"{running[-1]}, {how}" if running else how


def run_session(session, what):
    """Runs the session until it is done, or until the `what` at work where it is interrupted; False if a build fails."""

    def stop(*_):
        session.stopped = True
        print(f"stops after the {what} at work", file=sys.stderr, flush=True)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        session.run()
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return False
    return True
