"""Starting and ending programs: always by process id, always with a limit on time."""

import os
import pwd
import shlex
import signal
import subprocess
import tempfile
import time


def home():
    """An empty home, so that no user's settings reach the octets. A context manager."""
    return tempfile.TemporaryDirectory(prefix="plumbline-capture-", ignore_cleanup_errors=True)


def environment(directory):
    return {"PATH": os.environ["PATH"], "HOME": directory, "TMPDIR": directory, "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "XDG_RUNTIME_DIR": directory, "MOZ_HEADLESS": "1", "NO_COLOR": "1"}


def unprivileged():
    """The account for servers that refuse root; nothing to change when we are not root."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def to_completion(argv, directory, seconds=20):
    """Runs a client. Its exit status does not matter: the octets it sent do."""
    process = subprocess.Popen(argv, cwd=directory, env=environment(directory), stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        pass
    finally:
        end(process)


def start(argv, directory, log, **as_user):
    return subprocess.Popen(argv, cwd=directory, env=environment(directory), stdin=subprocess.DEVNULL,
                            stdout=log, stderr=log, start_new_session=True, **as_user)


def end(process):
    """Ends a program and what it started: its process group, which start_new_session made its own."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        deadline = time.monotonic() + 3
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
    process.poll()


def version(argv):
    """The first line with a digit that the program prints about its version."""
    said = subprocess.run(argv, capture_output=True, text=True, timeout=20, check=False)
    for line in (said.stdout + said.stderr).splitlines():
        if any(c.isdigit() for c in line):
            return line.strip()
    raise RuntimeError(f"{argv[0]} does not tell its version")


def as_typed(argv):
    return shlex.join(argv)
