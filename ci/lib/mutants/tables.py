"""Mutants of the judge's tables against the judged cases. Called by ci/mutants_of_tables.

A mutant changes one cell of one row of a .def file of oracle/. Its id is TABLE:ROW:COLUMN:WHAT, where ROW is the row's
id, or for going_on.def its clause, its readers and where it holds.
"""

import argparse
import fnmatch
import os
import queue
import random
import re
import shlex
import subprocess
import sys
import time
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

EXPLAINED = "ci/explained_table_mutants.txt"
COLUMNS = {
    "allowances": "name id fault places readers rewrite verdict refusing sentences free gap text".split(),
    "going_on": "clause places readers verdict sentences status status_is_must after patched gap".split(),
    "refusals": "name id feature readers status by_parser verdict sentences text".split(),
    "must_accept": "name id verdict sentences text".split(),
}
ROW = re.compile(r"^(PLUMBLINE_(?:ALLOWANCE|GOING_ON|REFUSAL|MUST_ACCEPT)\()", re.M)
DEFINE = re.compile(r"^#define (\w+) (.+)$", re.M)
VERDICTS = "kConforms kAllowed kUndecided kRecovers kDiscouraged kOverStrict kViolates".split()
AFTER = "kGoesOn kShouldClose kMustClose".split()
READERS = {
    "kServers": "kOriginServer kProxyOfRequests kGatewayOfRequests".split(),
    "kForwardingClients": "kProxyOfResponses kGatewayOfResponses".split(),
    "kClients": "kUserAgentReader kProxyOfResponses kGatewayOfResponses".split(),
    "kIntermediaries": "kProxyOfRequests kGatewayOfRequests kProxyOfResponses kGatewayOfResponses".split(),
}
READERS["kEveryone"] = READERS["kServers"] + READERS["kClients"]
PLACES = {
    "kHeadLines": "kFirstLine kLineBegin kName".split(),
    "kTrailerLines": "kTrailerFirst kTrailerBegin kTrailerName".split(),
    "kValues": "kValue kTrailerValue".split(),
}
OTHER_SENTENCE, OTHER_GAP = "kLimitOthers", "G35"
NOTICED = "allowances:empty-line:verdict:kAllowed"  # the first case but a few tells
SLOWEST = 120  # seconds; a mutant that takes longer has been noticed

Mutant = namedtuple("Mutant", "id table begin end becomes")


def say(line):
    print(f"ci/mutants_of_tables: {line}", file=sys.stderr, flush=True)


def cells(text, begin):
    """The cells of the row whose first one begins there, as spans without the whitespace around them."""
    depth, quoted, start, i = 0, False, begin, begin
    while True:
        c = text[i]
        if quoted:
            i += c == "\\"
            quoted = c != '"'
        elif c == '"':
            quoted = True
        elif c == "(" or (c == ")" and depth):
            depth += 1 if c == "(" else -1
        elif not depth and c in ",)":
            span = text[start:i]
            yield start + len(span) - len(span.lstrip()), start + len(span.rstrip())
            start = i + 1
            if c == ")":
                return
        i += 1


def members(expression, sets):
    """The names of a set, those of the sets in it written out; "" for one that is not made of names alone."""
    names = re.findall(r"\bk\w+", expression.replace("Place::", ""))
    return [member for name in names for member in sets.get(name, [name])]


def changes(column, cell, row, table):
    """What a cell becomes, each with a word for the id."""
    if column == "readers":
        bits = members(cell, READERS)
        if table == "going_on":  # the cases of its rows are one role's: an origin server's, or a user agent's
            bits = bits[:1]
        for bit in bits:
            yield f"without-{bit}", f"({cell}) & ~{bit}" if len(bits) > 1 or table == "going_on" else "kNobody"
    elif column == "places" and "kAnyPlace" not in cell:
        for place in members(cell, PLACES):
            yield f"without-{place}", f"({cell}) & ~At(Place::{place})"
    elif column in ("verdict", "refusing"):
        at = VERDICTS.index(cell)
        for other in (at - 1, at + 1) if column == "verdict" else (at + 1,):
            if 0 <= other < len(VERDICTS):
                yield VERDICTS[other], VERDICTS[other]
    elif column == "sentences":
        names = re.findall(r"\bk\w+", cell)
        # Those after the first one are shown where nothing but them is left to say.
        shown = names if table == "going_on" and row["verdict"] != "kViolates" else names[:1]
        for name in shown:
            yield f"not-{name}", re.sub(rf"\b{name}\b", OTHER_SENTENCE, cell)
    elif column in ("free", "status_is_must", "patched", "by_parser"):
        yield "flipped", "false" if cell == "true" else "true"
    elif column == "after":
        other = AFTER[(AFTER.index(cell) + 1) % len(AFTER)]
        yield other, other
    elif column == "gap":
        yield ("none", "kNone") if cell != "kNone" else ("another", f"G({OTHER_GAP})")
    elif column == "status" and len(cell) > 1:
        yield str(int(cell) + 1), str(int(cell) + 1)
    elif column == "rewrite":
        yield "another", "kRestIsBody" if cell == "kDropRest" else "kDropRest"


def table_of(root, table):
    """The text of a table, in which macros are written out, so that each row has its own cells."""
    text = (root / "oracle" / f"{table}.def").read_text()
    for name, value in DEFINE.findall(text):
        text = re.sub(rf"(?<!#define )(?<!#undef )\b{name}\b", value, text)
    return text


def mutants_of(root):
    found, texts = [], {}
    for table, columns in COLUMNS.items():
        text = texts[table] = table_of(root, table)
        for match in ROW.finditer(text):
            spans = list(cells(text, match.end()))
            if len(spans) != len(columns):
                raise ValueError(f"oracle/{table}.def: a row with {len(spans)} cells: {text[match.start():][:80]}")
            row = {column: text[begin:end] for column, (begin, end) in zip(columns, spans)}
            name = row["id"].strip('"') if "id" in row else "@".join((row["clause"], row["readers"]))
            if table == "going_on" and row["places"] != "kAnyPlace":
                name += "@" + "+".join(re.findall(r"\bk(\w+)", row["places"].replace("Place::", "")))
            for column, (begin, end) in zip(columns, spans):
                for word, becomes in changes(column, text[begin:end], row, table):
                    found.append(Mutant(f"{table}:{name}:{column}:{word}", table, begin, end, becomes))
    return found, texts


def changed(texts, mutant):
    text = texts[mutant.table]
    return text[:mutant.begin] + mutant.becomes + text[mutant.end:]


def explanations(root):
    """Patterns of ids, each with why no case can tell the mutant."""
    for line in (root / EXPLAINED).read_text().splitlines():
        if line and not line.startswith("#"):
            pattern, reason = re.split(r"\s+because ", line, maxsplit=1)
            yield pattern, reason


class Bench:
    """The judged cases as one program, which takes the tables from a shared library."""

    def __init__(self, root, jobs, build):
        self.folder = root / "out" / "mutants" / "tables"
        self.build = build or self.folder / "build"
        self.folder.mkdir(parents=True, exist_ok=True)
        options = ["-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON", "-DPLUMBLINE_CLI=OFF",
                   "-DCMAKE_CXX_COMPILER=clang++"]
        if not build:
            self.run(["cmake", "-S", root, "-B", self.build, "-G", "Ninja", *options])
        self.tables = "oracle/CMakeFiles/plumbline_judge.dir/tables.cc.o"
        oracle = "oracle/CMakeFiles/plumbline_judge.dir"
        judge = [f"{oracle}/{path.name}.o" for path in sorted((root / "oracle").glob("*.cc"))]
        tests, support = "properties/CMakeFiles/corpus_tests.dir", "properties/CMakeFiles/plumbline_test_support.dir"
        objects = [f"{tests}/tests_main.cc.o", f"{tests}/corpus/judged_test.cc.o",
                   f"{support}/corpus/judged_support.cc.o", "witness/CMakeFiles/plumbline_witness.dir/exact_copy.cc.o",
                   *(path for path in judge if path != self.tables)]
        self.run(["ninja", "-C", self.build, f"-j{jobs}", *objects, "plumbline_parser", "plumbline_reading"])
        # Linked as the test is, but for the libraries that it has no use of.
        command = self.command("corpus_tests", "corpus_tests")
        libraries = [word for word in command[command.index("-o") + 2:]
                     if not re.search(r"libplumbline_(?!parser|reading)\w+\.a$", word)]
        self.compile = self.command(self.tables, "tables.cc.o")
        self.whole, self.program = self.folder / "whole", self.folder / "judged_tests"
        self.library(self.whole, None, None)
        self.run([command[0], "-o", self.program, *objects, self.whole / "libtables.so", *libraries], cwd=self.build)

    def run(self, command, **more):
        done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False, **more)
        if done.returncode:
            sys.exit(f"ci/mutants_of_tables: {' '.join(map(str, command[:4]))}… failed:\n{done.stdout[-3000:]}")

    def command(self, target, output):
        """The last command of a target, without ccache and what CMake puts around it."""
        shown = subprocess.run(["ninja", "-C", str(self.build), "-t", "commands", target], check=True, text=True,
                               stdout=subprocess.PIPE).stdout.strip().split("\n")
        line = next(line for line in reversed(shown) if output in line)
        words = [word for word in shlex.split(line) if word not in (":", "&&")]
        return words[1:] if "ccache" in words[0] else words

    def library(self, folder, table, text):
        """libtables.so in `folder`, with `text` for a table. False: it does not compile."""
        (folder / "oracle").mkdir(parents=True, exist_ok=True)
        for other in (folder / "oracle").iterdir():
            other.unlink()
        if table:
            (folder / "oracle" / f"{table}.def").write_text(text)
        words = [word for word in self.compile if not re.fullmatch(r"-M[DTF].*|.*\.o(\.d)?|-c|-o|-Werror", word)]
        done = subprocess.run([words[0], f"-I{folder}", *words[1:], "-fPIC", "-shared", "-g0", "-w",
                               "-Wl,-soname,libtables.so", "-o", str(folder / "libtables.so")],
                              cwd=self.build, capture_output=True, check=False)
        return done.returncode == 0

    def failed(self, folder):
        """What failed first with the tables of `folder`, or None."""
        try:
            done = subprocess.run([str(self.program), "--gtest_filter=-*IsNoWorse*"], capture_output=True, text=True,
                                  timeout=SLOWEST, check=False, errors="replace",
                                  env={**os.environ, "LD_LIBRARY_PATH": str(folder), "GTEST_FAIL_FAST": "1",
                                       "GTEST_BRIEF": "1"})
        except subprocess.TimeoutExpired:
            return "too slow"
        if done.returncode == 0:
            return None
        shown = re.search(r"\[  FAILED  \] \S+/(\w+)", done.stdout)
        return shown.group(1) if shown else f"exit status {done.returncode}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", type=Path)
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    mutants, texts = mutants_of(options.root)
    explained = list(explanations(options.root))
    exact = {pattern for pattern, _ in explained}
    chosen = [mutant for mutant in mutants if any(fnmatch.fnmatchcase(mutant.id, only) for only in options.only)]
    if not options.only:
        chosen = mutants if options.every else random.Random(options.seed).sample(mutants, options.count)
    if options.list:
        for mutant in chosen:
            print(f"{mutant.id}  {texts[mutant.table][mutant.begin:mutant.end]}  ->  {mutant.becomes}")
        return 0
    bench = Bench(options.root.resolve(), options.jobs, options.build and options.build.resolve())
    if (failed := bench.failed(bench.whole)) is not None:
        sys.exit(f"ci/mutants_of_tables: {failed} fails without a mutant: mend it first")
    known = next(mutant for mutant in mutants if mutant.id == NOTICED)
    built = bench.library(bench.folder / "known", known.table, changed(texts, known))
    if not built or not bench.failed(bench.folder / "known"):
        sys.exit(f"ci/mutants_of_tables: {NOTICED} is not noticed: the program has other tables than those of a mutant")
    folders = queue.SimpleQueue()
    for number in range(options.jobs):
        folders.put(bench.folder / f"job-{number}")
    start = time.monotonic()
    counts = dict.fromkeys(("killed", "explained", "not compiled", "wrongly explained", "survives"), 0)

    def attempt(mutant):
        folder = folders.get()
        built = bench.library(folder, mutant.table, changed(texts, mutant))
        failed = bench.failed(folder) if built else None
        folders.put(folder)
        reason = next((why for pattern, why in explained if fnmatch.fnmatchcase(mutant.id, pattern)), None)
        if not built:
            verdict = "not compiled"
        elif failed:
            verdict = "wrongly explained" if mutant.id in exact else "killed"
        else:
            verdict = "explained" if reason else "survives"
        counts[verdict] += 1
        why = f" by {failed}" if failed else f" because {reason}" if reason else ""
        print(f"{mutant.id}  {verdict}{why}", flush=True)

    with ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(attempt, chosen))
    seconds = time.monotonic() - start
    print(f"{len(chosen)} of {len(mutants)} mutants: " + ", ".join(f"{n} {word}" for word, n in counts.items() if n)
          + f"; {seconds / max(1, len(chosen)):.1f} s each")
    return 1 if counts["survives"] or counts["wrongly explained"] else 0


if __name__ == "__main__":
    sys.exit(main())
