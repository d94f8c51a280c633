"""Compares the strict parser's verdicts on corpus/real/ with the manifest. Called by ci/check_real."""

import sys

from capture import judge, manifest

MOST_OCTETS = 300_000


def on_disk():
    return {str(path.relative_to(manifest.CORPUS)) for path in manifest.CORPUS.glob("*/*.http")}


def complaints_of_files(entries):
    """By file: what is wrong with a recording before any parser has seen it."""
    complaints = {}
    there = on_disk()
    for file in sorted(there - set(entries)):
        complaints[file] = "is not in the manifest: run ci/capture"
    for file, entry in entries.items():
        if file not in there:
            complaints[file] = "is in the manifest and not there"
            continue
        octets = (manifest.CORPUS / file).read_bytes()
        if len(octets) != entry["octets"]:
            complaints[file] = f"has {len(octets)} octets, was recorded with {entry['octets']}: were line ends changed?"
        elif leaks := manifest.leaked(octets):
            complaints[file] = f"tells of the machine that recorded it: {', '.join(leaks)}"
    return complaints


def difference(recorded, found):
    """The first part of the verdict that differs, or None."""
    if recorded is None:
        return "was never judged: run ci/capture --judge"
    for part in sorted(set(recorded) | set(found), key=("verdict clause offset messages framing persistence").find):
        if recorded.get(part) != found.get(part):
            return f"{part}: recorded {recorded.get(part)}, now {found.get(part)}"
    return None


def main():
    entries = manifest.load()
    if not entries:
        print("corpus/real/manifest.json names no file", file=sys.stderr)
        return 1
    complaints = complaints_of_files(entries)
    sound = {file: entry for file, entry in entries.items() if file not in complaints}
    try:
        found = judge.verdicts(sound)
    except judge.NoAnswer as error:
        print(f"ci/check_real: {error}", file=sys.stderr)
        return 1
    for file, verdict in found.items():
        entry = entries[file]
        if different := difference(entry.get("verdict"), verdict):
            complaints[file] = different
        elif verdict["verdict"] == "reject" and not entry.get("why"):
            complaints[file] = f"is rejected by {verdict['clause']}, and no `why` in the manifest says that this is right"
    total = sum(entry["octets"] for entry in entries.values())
    if total > MOST_OCTETS:
        complaints["corpus/real"] = f"has {total} octets in all, more than {MOST_OCTETS}"
    for file, complaint in sorted(complaints.items()):
        print(f"corpus/real/{file}: {complaint}")
    print(f"{len(set(entries) - set(complaints))} passed, {len(complaints)} failed")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
