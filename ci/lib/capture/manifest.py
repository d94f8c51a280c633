"""corpus/real/: the recorded files and the manifest that says where each comes from."""

import getpass
import json
import pathlib
import socket

ROOT = pathlib.Path(__file__).resolve().parents[3]
CORPUS = ROOT / "corpus" / "real"
MANIFEST = CORPUS / "manifest.json"


def path_of(kind, name):
    return f"{kind}s/{name}.http"


def load():
    """Entries by file name."""
    if not MANIFEST.exists():
        return {}
    return {entry["file"]: entry for entry in json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]}


def save(entries):
    about = ("Octets of real programs, recorded on loopback by ci/capture; the servers' configurations and "
             "the browsers' pages are in ci/lib/capture/. `verdict` is the strict parser's, "
             "written by ci/capture --judge and compared by ci/check_real. `why` is a person's: which sentence "
             "makes a rejection right.")
    ordered = [entries[name] for name in sorted(entries)]
    text = json.dumps({"about": about, "files": ordered}, indent=2, ensure_ascii=False)
    MANIFEST.write_text(text + "\n", encoding="utf-8")


def put(entries, kind, name, facts, octets):
    """Writes one recording. A sentence under `why` outlives a new recording of the same file."""
    leaks = leaked(octets)
    if leaks:
        raise RuntimeError(f"{name}: the octets tell of this machine: {', '.join(leaks)}")
    file = path_of(kind, name)
    (CORPUS / file).parent.mkdir(parents=True, exist_ok=True)
    (CORPUS / file).write_bytes(octets)
    entry = {"file": file, "program": facts["program"], "version": facts["version"], "command": facts["command"],
             "kind": kind, "octets": len(octets), "eof": facts["eof"]}
    if kind == "response":
        entry["methods"] = facts["methods"]
        entry["sent"] = facts["sent"]
    for judged in ("verdict", "why"):
        if judged in entries.get(file, {}):
            entry[judged] = entries[file][judged]
    entries[file] = entry


def drop_stale(entries, kept):
    """Removes what no scenario records any more."""
    for file in set(entries) - kept:
        del entries[file]
    for path in CORPUS.glob("*/*.http"):
        if f"{path.parent.name}/{path.name}" not in kept:
            path.unlink()


def leaked(octets):
    """What of this machine can be read in the octets."""
    private = ["/root", "/home/", "/tmp/", "/work/", "plumbline-capture", str(ROOT)]
    host = socket.gethostname()
    if len(host) > 3 and host != "localhost":
        private.append(host)
    user = getpass.getuser()
    if user not in ("root", "user"):
        private.append(user)
    return [word for word in private if word.encode() in octets]
