"""ci/proxies: see there."""

import argparse
import asyncio
import base64
import json
import os
import sys
import tempfile

from proxies import inputs, programs
from proxies.backend import PLAIN, Backend

GET = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
QUIET = 0.4  # seconds without octets after which an answer is taken for whole
LONGEST = 3  # seconds for one input


def say(text):
    print(f"ci/proxies: {text}", file=sys.stderr, flush=True)


async def exchange(port, octets):
    """What came back, and whether the proxy closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    received, closed = bytearray(), False
    try:
        writer.write(octets)
        deadline = asyncio.get_running_loop().time() + LONGEST
        while (left := deadline - asyncio.get_running_loop().time()) > 0:
            try:
                part = await asyncio.wait_for(reader.read(65536), min(left, QUIET if received else left))
            except asyncio.TimeoutError:
                break
            if not part:
                closed = True
                break
            received += part
    except OSError:
        closed = True
    finally:
        writer.close()
    return bytes(received), closed


def text(octets):
    return base64.b64encode(octets).decode("ascii")


async def record_of(name, chosen):
    backend = Backend()
    await backend.start()
    with tempfile.TemporaryDirectory(prefix="plumbline-proxy-", ignore_cleanup_errors=True) as folder:
        records, starts = [], 0

        def start():
            nonlocal starts
            starts += 1
            place = os.path.join(folder, str(starts))
            os.mkdir(place)
            os.chmod(folder, 0o755)
            return programs.Proxy(name, backend.port, place)

        proxy = start()
        try:
            for number, (title, kind, octets) in enumerate(chosen):
                backend.begin(PLAIN if kind == "request" else octets)
                received, closed = await exchange(proxy.port, octets if kind == "request" else GET)
                await asyncio.sleep(0.02)
                records.append({"proxy": name, "input": title, "upstream": [text(bytes(part)) for part in backend.received],
                                "downstream": text(received), "closed": closed})
                if not proxy.runs():
                    records[-1]["died"] = True
                    say(f"{name} died of {title}; it is started again")
                    proxy.stop()
                    proxy = start()
                if number % 50 == 49:
                    say(f"{name}: {number + 1} of {len(chosen)}")
        finally:
            proxy.stop()
            backend.stop()
    return records


def main():
    parser = argparse.ArgumentParser(prog="ci/proxies", add_help=False)
    parser.add_argument("--record")
    parser.add_argument("--input", action="append")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    for name in arguments.names:
        if name not in programs.PROXIES:
            say(f"no proxy '{name}'; there are: {', '.join(programs.PROXIES)}")
            return 2
    chosen = [row for row in inputs.all_inputs() if not arguments.input or row[0] in arguments.input]
    if not chosen:
        say("no such input: ci/lib/proxies/inputs.py has them")
        return 2
    for name in arguments.names or programs.PROXIES:
        try:
            records = asyncio.run(record_of(name, chosen))
            lines = [{"proxy": name, "version": programs.version(name)}, *records]
        except (RuntimeError, OSError) as error:
            say(f"{error}; ci/setup proxies installs them all")
            return 1
        say(f"{name}: {len(records)} inputs")
        if arguments.record:
            path = os.path.join(arguments.record, name + ".jsonl")
            with open(path + ".new", "w", encoding="ascii") as file:
                file.writelines(json.dumps(line) + "\n" for line in lines)
            os.replace(path + ".new", path)
        else:
            show(lines)
    return 0


def show(lines):
    """The octets as text, for people."""
    for line in lines:
        if "downstream" in line:
            line["downstream"] = base64.b64decode(line["downstream"]).decode("latin-1")
            line["upstream"] = [base64.b64decode(part).decode("latin-1") for part in line["upstream"]]
        print(json.dumps(line))


if __name__ == "__main__":
    sys.exit(main())
