"""One libFuzzer target: its files, its processes, and what they said."""

import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path

from fuzz import rows

STATUS = re.compile(
    r"^#(?P<execs>\d+)\s+\w+\s+(?:cov: (?P<cov>\d+) )?(?:ft: (?P<ft>\d+) )?"
    r"(?:corp: (?P<files>\d+)/(?P<size>\d+)(?P<unit>[KMG]?)b )?"
)
EXECUTED = re.compile(r"^stat::number_of_executed_units:\s*(\d+)")
ARTIFACT = re.compile(r"Test unit written to (\S+)")
RUNNING = re.compile(r"^Running: (.*)$")
SANITIZER_REPORT = re.compile(r"^==\d+==")
UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
# Beside an input, not an input: the expected verdict, a note for readers (as in fuzz/replay_main.cc).
NOT_INPUTS = {".json", ".md"}


def inputs_below(*directories):
    """Every input below the directories, those that exist, in the order of their names."""
    return sorted(
        path
        for directory in directories
        if directory.is_dir()
        for path in directory.rglob("*")
        if path.is_file() and path.suffix not in NOT_INPUTS
    )


class Finding:
    def __init__(self, target, kind, path, reason):
        self.target, self.kind, self.path, self.reason = target, kind, path, reason

    def replay(self):
        return f"{self.target.shown_binary} {self.path}"

    def minimise(self):
        smaller = f"out/findings/{self.target.law}/minimised"
        return (
            f"{self.target.shown_binary} -minimize_crash=1 -max_total_time=60 "
            f"-exact_artifact_path={smaller} {self.path}"
        )


class Target:
    """NAME_grammar is the law of NAME with another mutator: seeds, options, what is learnt and found are NAME's."""

    def __init__(self, root, name):
        self.root, self.name, self.law = root, name, rows.law_of(name)
        self.shown_binary = f"out/build/fuzz/fuzzers/{name}_fuzzer"
        self.binary = root / self.shown_binary
        self.kept = Path("out/fuzz-corpus", self.law)
        self.artifacts = Path("out/findings", self.law)
        self.log = root / "out/log" / f"fuzz-{name}.log"
        for directory in (root / self.kept, root / self.artifacts, self.log.parent):
            directory.mkdir(parents=True, exist_ok=True)
        self.log.write_bytes(b"")

        corpus = root / "corpus"
        self.seeds = inputs_below(
            corpus / "seeds" / self.law, corpus / "regressions" / self.law, corpus / "cases", corpus / "real"
        )
        self.flags = rows.flags(root, name)
        self.findings = []
        self.fixed = []
        self.replayed = 0
        self.executions = 0
        self.seconds = 0.0
        self.cov = self.ft = self.corpus_files = self.corpus_octets = 0
        self.current = {}  # process id: executions so far
        self.processes = {}  # process id: process
        self.lock = threading.Lock()
        self.stopped = False

    # -- processes -----------------------------------------------------------------------------

    def _run(self, arguments, on_line, limit):
        """Runs the binary, calls on_line for each line, returns the exit status. SIGINT after `limit` s."""
        with self.lock:
            if self.stopped:
                return 0
            process = subprocess.Popen(
                [str(self.binary), *map(str, arguments)],
                cwd=self.root,
                env={"UBSAN_OPTIONS": "print_stacktrace=1", **os.environ},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C reaches it through stop(), after which it reports.
            )
            self.processes[process.pid] = process
        watchdog = threading.Timer(limit, end, [process])
        watchdog.daemon = True
        watchdog.start()
        with open(self.log, "ab") as log:
            for raw in process.stderr:
                log.write(raw)
                on_line(process.pid, raw.decode("utf-8", "backslashreplace").rstrip("\n"))
        status = process.wait()
        watchdog.cancel()
        with self.lock:
            del self.processes[process.pid]
        return status

    def stop(self):
        with self.lock:
            self.stopped = True
            processes = list(self.processes.values())
        for process in processes:
            threading.Thread(target=end, args=[process], daemon=True).start()

    # -- replay --------------------------------------------------------------------------------

    def replay(self):
        """Runs every file of the corpus, and every finding kept from earlier sessions, once."""
        waiting = [str(path.relative_to(self.root)) for path in self.seeds]
        kept = [str(path.relative_to(self.root)) for path in inputs_below(self.root / self.artifacts)]
        waiting += kept
        failed = set()
        while waiting and not self.stopped and len(failed) < 20:
            batch, waiting = waiting[:500], waiting[500:]
            ran, report = [], Report()

            def on_line(_, line, ran=ran, report=report):
                running = RUNNING.match(line)
                if running:
                    ran.append(running.group(1))
                report.add(line)

            status = self._run([*self.flags, *batch], on_line, limit=600)
            if self.stopped:
                return
            if status != 0 and not ran:
                self.findings.append(Finding(self, "unusable", str(self.log), report.reason()))
                return
            if status != 0:
                failed.add(ran[-1])
                self.findings.append(Finding(self, "replay", ran[-1], report.reason()))
                waiting = batch[batch.index(ran[-1]) + 1 :] + waiting
            self.replayed += len(ran)
        self.fixed = [path for path in kept if path not in failed]

    # -- fuzzing -------------------------------------------------------------------------------

    def fuzz(self, seconds):
        """One process for that many seconds. Stops the target's other processes on a finding."""
        seeds = self.root / "out/fuzz-corpus" / f"{self.name}.seeds"
        seeds.write_text(",".join(str(path.relative_to(self.root)) for path in self.seeds))
        report = Report()

        def on_line(pid, line):
            self._read_status(pid, line)
            report.add(line)

        arguments = [
            *self.flags,
            f"-max_total_time={seconds}",
            f"-artifact_prefix={self.artifacts}/",
            "-print_final_stats=1",
            *([f"-seed_inputs=@{seeds.relative_to(self.root)}"] if self.seeds else []),
            self.kept,
        ]
        start = time.monotonic()
        status = self._run(arguments, on_line, limit=seconds + 30)
        with self.lock:
            self.seconds += time.monotonic() - start
            self.executions += sum(self.current.values())
            self.current.clear()
            interrupted = self.stopped and not report.artifact
        if status == 0 or interrupted:
            return
        if report.artifact:
            kind = Path(report.artifact).name.split("-", 1)[0]
            self.findings.append(Finding(self, kind, report.artifact, report.reason()))
        else:
            self.findings.append(Finding(self, "unusable", str(self.log), report.reason()))
        self.stop()

    def _read_status(self, pid, line):
        executed = EXECUTED.match(line)
        if executed:
            self.current[pid] = int(executed.group(1))
        status = STATUS.match(line)
        if not status:
            return
        self.current[pid] = int(status["execs"])
        self.cov = max(self.cov, int(status["cov"] or 0))
        self.ft = max(self.ft, int(status["ft"] or 0))
        if status["files"]:
            self.corpus_files = int(status["files"])
            self.corpus_octets = int(status["size"]) * UNITS[status["unit"]]

    def executions_so_far(self):
        return self.executions + sum(list(self.current.values()))


class Report:
    """The lines of one process that say what went wrong."""

    def __init__(self):
        self.artifact = None
        self._before = ""
        self._summary = ""
        self._reported = False

    def add(self, line):
        artifact = ARTIFACT.search(line)
        if artifact:
            self.artifact = artifact.group(1)
        if SANITIZER_REPORT.match(line):
            self._reported = True
        if line.startswith("SUMMARY: "):
            self._summary = line[len("SUMMARY: ") :]
        elif not self._reported and line and not re.match(r"^(#|INFO|Running|Executed|Dict|Loaded|stat:)", line):
            self._before = line

    def reason(self):
        # What the target printed before it aborted says more than "deadly signal".
        if "deadly signal" in self._summary and self._before:
            return self._before
        return self._summary or self._before or "no reason given"


def end(process):
    """Asks a process to end, which makes libFuzzer report; kills it where it does not."""
    try:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
    except ProcessLookupError:
        pass
