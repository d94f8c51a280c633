"""The strict parser's verdicts on corpus/real/: written into the manifest, or compared with it."""

import base64
import json
import os
import shlex
import subprocess
import sys

from capture import manifest

SECONDS = 60


class NoAnswer(Exception):
    pass


def command():
    named = os.environ.get("PLUMBLINE")
    if named:
        return shlex.split(named)
    built = manifest.ROOT / "out" / "bin" / "plumbline"
    if not built.exists():
        raise NoAnswer("out/bin/plumbline is not there: run ci/build")
    return [str(built)]


def question(entry):
    octets = (manifest.CORPUS / entry["file"]).read_bytes()
    asked = {"id": entry["file"], "octets": base64.b64encode(octets).decode(), "kind": entry["kind"], "eof": entry["eof"]}
    if entry["kind"] == "response":
        asked["methods"] = entry["methods"]
    return json.dumps(asked)


def kept(answer):
    """What the manifest keeps of an answer: the verdict, and how each message was framed and persists."""
    verdict = {"verdict": answer["verdict"]}
    if answer["verdict"] == "reject":
        verdict["clause"] = answer["clause"]
        verdict["offset"] = answer["offset"]
    verdict["messages"] = len(answer["messages"])
    verdict["framing"] = [f"{m['framing']['kind']} by {m['framing']['rule']}" for m in answer["messages"]]
    verdict["persistence"] = [f"{m['persist']['decision']} by {m['persist']['rule']}" for m in answer["messages"]]
    return verdict


def verdicts(entries):
    """The parser's verdict on every entry, by file, from one run of the command."""
    order = sorted(entries)
    asked = "".join(question(entries[file]) + "\n" for file in order)
    try:
        done = subprocess.run(command() + ["parse"], input=asked, capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoAnswer(f"plumbline parse: {error}") from error
    answers = {}
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        if "error" in answer:
            raise NoAnswer(f"plumbline parse: {answer.get('id')}: {answer['error']}")
        answers[answer["id"]] = kept(answer)
    unanswered = [file for file in order if file not in answers]
    if unanswered:
        raise NoAnswer(f"plumbline parse ended with status {done.returncode} and no verdict on {unanswered[0]} "
                       f"and {len(unanswered) - 1} more: {done.stderr.strip()[-200:]}")
    return answers


def main():
    entries = manifest.load()
    try:
        answers = verdicts(entries)
    except NoAnswer as error:
        print(f"ci/capture: {error}", file=sys.stderr)
        return 1
    for file, verdict in answers.items():
        entry = entries[file]
        before = entry.get("verdict", {})
        # A person's sentence explains one verdict: it goes when the verdict changes.
        if "why" in entry and [before.get(k) for k in ("verdict", "clause")] != [verdict.get(k) for k in ("verdict", "clause")]:
            print(f"  {file}: verdict changed, `why` dropped: {entry.pop('why')}")
        why = entry.pop("why", None)
        entry["verdict"] = verdict
        if why:
            entry["why"] = why
        if verdict["verdict"] != "accept":
            print(f"  {verdict['verdict']} {verdict.get('clause', '')} at {verdict.get('offset', 'the end')}: {file}"
                  + ("" if why else "  (no `why` in the manifest yet)"))
    manifest.save(entries)
    counts = {}
    for verdict in answers.values():
        counts[verdict["verdict"]] = counts.get(verdict["verdict"], 0) + 1
    print(f"ci/capture: {len(answers)} files judged: " + ", ".join(f"{n} {v}" for v, n in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
