"""Shows cases to real browsers and compares what they saw with their models. Called by ci/browsers."""

import argparse
import asyncio
import datetime
import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from browsers import certificate, compare, launch, record, server
from browsers.cases import Generator

LANES = 5          # beside port 80
SLOW_HOLD = 1.5    # seconds, for a second look
TOO_LONG = 60      # seconds without a result: the browser has died


def say(text):
    print(f"ci/browsers: {text}", file=sys.stderr, flush=True)


def loopback_up():
    """A new network namespace has loopback, but down."""
    with socket.socket() as s:
        request = struct.pack("16sh", b"lo", 0x1 | 0x8 | 0x40)  # IFF_UP, IFF_LOOPBACK, IFF_RUNNING
        fcntl.ioctl(s, 0x8914, request)  # SIOCSIFFLAGS


class Progress:
    """One line that is refreshed on a terminal, else a line now and then."""

    def __init__(self):
        self.left, self.shown, self.begin = {}, time.monotonic(), time.monotonic()

    def __call__(self, name, left):
        self.left[name] = left
        now, terminal = time.monotonic(), sys.stderr.isatty()
        if now - self.shown < (0.5 if terminal else 20):
            return
        self.shown = now
        text = f"{now - self.begin:.0f} s, to go: " + ", ".join(f"{one} {left}" for one, left in self.left.items())
        print(f"\r\033[Kci/browsers: {text}" if terminal else f"ci/browsers: {text}", file=sys.stderr,
              end="" if terminal else "\n", flush=True)

    def clear(self):
        if sys.stderr.isatty():
            print("\r\033[K", file=sys.stderr, end="", flush=True)


async def look(browser, cases, progress, trust, lanes=LANES, hold=server.HOLD):
    """{id: what the browser saw}"""
    seen = {}
    for https in (False, True):
        some = [case for case in cases if case["https"] == https]
        if some:
            seen.update(await look_by(browser, some, progress, lanes, hold, trust if https else None))
    return seen


async def look_by(browser, cases, progress, lanes, hold, trust):
    """The same, for cases that are all shown by https (`trust` is there) or all by http."""
    numbered = [dict(case, number=number) for number, case in enumerate(cases)]
    ports = [443 if trust else 80] + [8001 + i for i in range(lanes)]
    run = server.Run(browser.address, numbered, ports, hold, lambda run: progress(browser.name, run.left),
                     control_idles=browser.name != "webkitgtk", tls=trust and certificate.context(*trust[1:]))
    await run.start()
    try:
        browser.start(f"http{'s' if trust else ''}://{browser.address}:{server.CONTROL_PORT}/", trust and trust[0])
        while not run.finished.is_set():
            left = run.left
            try:
                await asyncio.wait_for(run.finished.wait(), TOO_LONG)
            except asyncio.TimeoutError:
                if run.left == left:
                    raise RuntimeError(f"{browser.name} shows no result any more, with {left} cases to go") from None
    finally:
        await run.stop()
        browser.stop()
    return {cases[number]["id"]: seen for number, seen in run.results.items()}


async def look_twice(browser, cases, progress, plumbline, trust):
    """Disagreements are looked at again, slowly, when the machine has nothing else to do. Returns (seen, unsteady ids)."""
    seen = await look(browser, cases, progress, trust)

    def differing(some):
        answers = compare.ask(plumbline, browser.model, some)
        found = [compare.compare(browser.name, case, seen[case["id"]], answer) for case, answer in zip(some, answers)]
        return [case for case, one in zip(some, found) if one and not isinstance(one, str)]
    doubtful = differing(cases)
    if doubtful:
        seen.update(await look(browser, doubtful, progress, trust, lanes=1, hold=SLOW_HOLD))
    still = differing(doubtful)
    return seen, [case["id"] for case in doubtful if case not in still]


def visible(octets):
    text = "".join(chr(o) if 0x20 <= o < 0x7f and o != 0x5c else {0x5c: "\\\\", 10: "\\n", 13: "\\r", 9: "\\t"}.get(o, f"\\x{o:02x}")
                   for o in octets)
    return text if len(text) <= 400 else text[:400] + "…"


def describe(case):
    how = [case["method"]] + (["port 80"] if case["default_port"] else []) + ([] if case["hold"] else ["closed at once"])
    how += ["https"] if case["https"] else []
    how += [f"reads {case['reads']}"] if case["reads"] else []
    how += [f"next request after {case['idle']} ms"] if case["idle"] else []
    return f"{case['id']}  {case['half']:8}  {case['source']} ({', '.join(how)})\n    {visible(case['octets'])}"


def report(tallied, versions, unsteady, shows_held_out):
    for browser, version in versions.items():
        print(f"{browser:10} {version}; {len(unsteady[browser])} cases needed a second look")
    print("\n" + record.table(tallied) + "\n")
    for tally in tallied:
        for case, found, reason in tally.differing:
            if case["half"] == "held-out" and not shows_held_out:
                print(f"{tally.browser}: {case['id']}  held-out; {reason or 'unexplained'}")
                continue
            print(f"{tally.browser}: {describe(case)}\n    {reason or 'unexplained'}")
            for aspect, said, saw in found:
                print(f"    {aspect}: the model says {said!r}, seen was {saw!r}")


def as_json(tallied, versions, unsteady):
    return {"versions": versions, "unsteady": unsteady,
            "result": [dict(zip(record.HEADINGS, row)) for row in record.rows(tallied)],
            "disagreements": [{"browser": tally.browser, "id": case["id"], "half": case["half"], "source": case["source"],
                               "reason": reason, "found": [list(one) for one in found]}
                              for tally in tallied for case, found, reason in tally.differing]}


def write_record(root, arguments, cases, seen_of, versions):
    path = root / "corpus/browsers/seen.jsonl"
    path.parent.mkdir(exist_ok=True)
    first = {"about": "What real browsers made of responses; written by ci/browsers --record, read by ci/check_browsers.",
             "date": datetime.date.today().isoformat(), "seed": arguments.seed, "count": arguments.count, "versions": versions}
    lines = [record.dumps(first)]
    lines += [record.text_of(case, {browser: seen[case["id"]] for browser, seen in seen_of.items()}) for case in cases]
    written = path.with_suffix(".new")  # a full disk costs no earlier record
    written.write_text("\n".join(lines) + "\n", encoding="utf-8")
    written.replace(path)
    say(f"recorded {len(cases)} cases in corpus/browsers/seen.jsonl; next: ci/check_browsers")


async def run_all(browsers, cases, plumbline):
    progress = Progress()
    with tempfile.TemporaryDirectory() as directory:
        trust = certificate.certificate(directory)
        try:
            return await asyncio.gather(*[look_twice(browser, cases, progress, plumbline, trust) for browser in browsers])
        finally:
            progress.clear()
            for browser in browsers:
                browser.stop()


async def look_at_lists(browsers):
    """The record's lines."""
    from browsers import http2  # wants Debian's python3-h2, as nothing else does
    with tempfile.TemporaryDirectory() as directory:
        authority, chain, key = certificate.certificate(directory)
        looked = await asyncio.gather(*[http2.look(browser, chain, key, authority) for browser in browsers])
    lines = []
    for seen in zip(*looked):
        lines.append(http2.text_of(seen[0][0], {browser.name: one for browser, (_, one) in zip(browsers, seen)}))
    return lines


def look_again_at_lists(arguments, browsers, versions):
    """Shows the field lists, and compares with what was seen before: a test holds the models to that."""
    path = arguments.root / "corpus/browsers/http2.jsonl"
    lines = asyncio.run(look_at_lists(browsers))
    if arguments.record:
        about = ("What real browsers made of field lists of HTTP/2; written by ci/browsers --http2 --record, held against "
                 "the models by properties/models/models_vectors_test.cc.")
        first = record.dumps({"about": about, "date": datetime.date.today().isoformat(), "versions": versions})
        path.write_text("\n".join([first] + lines) + "\n", encoding="utf-8")
        say(f"recorded {len(lines)} field lists in corpus/browsers/http2.jsonl; next: ci/test gcc")
        return 0
    recorded = path.read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]
    known = {json.dumps(line["fields"]): line["seen"] for line in map(json.loads, recorded)}
    differing = 0
    for line in map(json.loads, lines):
        for browser, seen in line["seen"].items():
            before = known.get(json.dumps(line["fields"]), {}).get(browser)
            differing += seen != before
            word = "as before" if seen == before else "DIFFERS"
            print(f"{browser:10} {word:9}  {line['fields']}  {seen}")
    print(f"{len(lines)} field lists in {', '.join(versions.values())}: {differing} times not as in corpus/browsers/http2.jsonl")
    return 1 if differing else 0


def chosen(arguments, cases):
    if arguments.half:
        cases = [case for case in cases if case["half"] == arguments.half]
    if arguments.case:
        cases = [case for case in cases if case["id"] in arguments.case]
    return cases


def given():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path)
    parser.add_argument("--plumbline")
    parser.add_argument("--browser", action="append")
    parser.add_argument("--count", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--half")
    parser.add_argument("--case", action="append")
    for flag in ("--list", "--record", "--json", "--http2"):
        parser.add_argument(flag, action="store_true")
    return parser.parse_args()


def stop(*_):
    raise KeyboardInterrupt


def main():
    signal.signal(signal.SIGTERM, stop)  # as the first process of its namespace this one would not even notice it
    arguments = given()
    chooses = arguments.half or arguments.case or (arguments.count, arguments.seed) != (None, None)
    if arguments.http2 and (chooses or arguments.list or arguments.json):
        say("--http2 goes with --browser and --record alone")
        return 2
    if arguments.list and (arguments.json or arguments.record):
        say("--list prints the cases and nothing else: without --json and --record")
        return 2
    arguments.count = 900 if arguments.count is None else arguments.count
    arguments.seed = 1 if arguments.seed is None else arguments.seed
    cases = chosen(arguments, Generator(arguments.root, arguments.plumbline, arguments.seed).all(arguments.count))
    if not cases:
        say("no such case with this seed and count: see --list")
        return 2
    if arguments.list:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # head may have enough
        for case in cases:
            print(describe(case))
        return 0
    browsers = [one for one in launch.all_browsers() if not arguments.browser or one.name in arguments.browser]
    if arguments.record and (len(browsers) < 3 or arguments.half or arguments.case):
        say("--record wants all cases of all browsers")
        return 2
    try:
        for browser in browsers:
            browser.check()
        versions = {browser.name: browser.version() for browser in browsers}
        loopback_up()
        if arguments.http2:
            return look_again_at_lists(arguments, browsers, versions)
        say(f"{len(cases)} cases each for " + ", ".join(versions.values()))
        looked = asyncio.run(run_all(browsers, cases, arguments.plumbline))
    except launch.Missing as missing:
        say(str(missing))
        return 3
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        say(str(error))
        return 3
    seen_of = {browser.name: seen for browser, (seen, _) in zip(browsers, looked)}
    unsteady = {browser.name: ids for browser, (_, ids) in zip(browsers, looked)}
    tallied = record.tallies(arguments.plumbline, arguments.root, cases, seen_of)
    if arguments.record:  # before anything is printed: standard output may be full
        write_record(arguments.root, arguments, cases, seen_of, versions)
    if arguments.json:
        print(json.dumps(as_json(tallied, versions, unsteady), ensure_ascii=False))
    else:
        report(tallied, versions, unsteady, bool(arguments.case))
        for case in cases if arguments.case else []:
            print(describe(case))
            for browser, seen in seen_of.items():
                print(f"    {browser:10} {seen[case['id']]}")
    return 1 if any(reason is None for tally in tallied for _, _, reason in tally.differing) else 0


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("interrupted; every browser has been ended")
        code = 130
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still to be written goes nowhere
        say(f"cannot write: {error.strerror}")
        code = 3
    sys.exit(code)
