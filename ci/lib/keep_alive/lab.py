"""ci/keep_alive_lab: see there."""

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time

from keep_alive import check, peers
from keep_alive.relay import Relay

LIMIT = 500    # milliseconds, what each server is told
LATENCY = 100  # one way
TRIES = 4


def say(text):
    print(f"ci/keep_alive_lab: {text}", file=sys.stderr, flush=True)


async def start_capture(path, port):
    """tcpdump of the client's side of the relay, once it listens."""
    capture = await asyncio.create_subprocess_exec("tcpdump", "-i", "lo", "--immediate-mode", "-U", "-w", path, f"tcp port {port}",
                                                   stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = b""
    while line := await capture.stderr.readline():
        said = line
        if b"listening on" in line:
            return capture
    raise RuntimeError(f"tcpdump cannot capture: {said.decode(errors='replace').strip()}")


async def ask(server_port, client, idle, pcap=None):
    """One run: what the client said, and the relay's connections."""
    relay = Relay(server_port, LATENCY / 1000)
    port = await relay.start()
    capture = await start_capture(pcap, port) if pcap else None
    process = await asyncio.create_subprocess_exec(*peers.client_command(client, port, idle, LATENCY),
                                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        out, err = await asyncio.wait_for(process.communicate(), 30)
    except asyncio.TimeoutError:
        process.kill()
        await process.wait()
        raise RuntimeError(f"{client} did not end within 30 s")
    await asyncio.sleep(2 * LATENCY / 1000)
    relay.stop()
    if capture:
        capture.terminate()
        await capture.wait()
    words = out.decode().split()
    if not words:
        raise RuntimeError(f"{client} said nothing: {err.decode(errors='replace').strip()[:200]}")
    return words[-1], relay.connections


def milliseconds(later, earlier):
    return None if later is None or earlier is None else round((later - earlier) * 1000)


def entry_of(server, closes_after, client, limit, said, connections):
    first = connections[0]
    return {
        "server": server,
        "client": client,
        "client_limit_milliseconds": limit,
        "told_milliseconds": LIMIT,
        "closes_after_milliseconds": closes_after,
        "latency_milliseconds": LATENCY,
        "idle_milliseconds": milliseconds(first.next_request_at, first.answered_at),
        "connections": len(connections),
        "met_close": first.met_close,
        "said": "answered" if said in ("answered", "0") else said,
    }


def closing_time(port):
    """How long the server leaves an idle connection open, in milliseconds: the median of three, to the nearest 10."""
    times = []
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
            connection.recv(65536)
            answered = time.monotonic()
            while connection.recv(65536):
                answered = time.monotonic()
            times.append(time.monotonic() - answered)
    return round(sorted(times)[1] * 100) * 10


def run(servers, clients, pcap=None):
    entries = []
    for server in servers:
        with tempfile.TemporaryDirectory(prefix="plumbline-lab-") as folder:
            if os.geteuid() == 0:
                os.chmod(folder, 0o755)
            running = peers.Server(server, LIMIT, folder)
            try:
                closes_after = closing_time(running.port)
                say(f"{server} was told {LIMIT} ms, and closes after {closes_after} ms")
                # Before the race, in it, behind it.
                idle_times = (closes_after - 4 * LATENCY, closes_after - LATENCY - 20, closes_after + 2 * LATENCY)
                for client, limit, _ in clients:
                    for idle in idle_times:
                        for tried in range(TRIES):
                            path = pcap if idle == idle_times[1] else None
                            seen = asyncio.run(ask(running.port, client, idle, path))
                            entry = entry_of(server, closes_after, client, limit, *seen)
                            entry["asked_idle_milliseconds"] = idle
                            if check.is_timely(entry):
                                break
                            say(f"{server}, {client}, {idle} ms: the machine was too slow, once more")
                        entries.append(entry)
                        say(f"{server:13} {client:13} idle {idle:4} ms: "
                            + ("met the close" if entry["met_close"] else f"{entry['connections']} connections") + f", {entry['said']}")
            finally:
                running.stop()
    return entries


def main():
    parser = argparse.ArgumentParser(prog="ci/keep_alive_lab", add_help=False)
    parser.add_argument("--server", action="append", choices=peers.SERVERS)
    parser.add_argument("--client", action="append", choices=[name for name, _, _ in peers.CLIENTS])
    parser.add_argument("--record")
    parser.add_argument("--pcap")
    arguments = parser.parse_args()
    servers = arguments.server or peers.SERVERS
    clients = [row for row in peers.CLIENTS if not arguments.client or row[0] in arguments.client]
    if arguments.pcap and (len(servers), len(clients)) != (1, 1):
        say("--pcap goes with one --server and one --client")
        return 2
    try:
        entries = run(servers, clients, arguments.pcap)
        versions = {name: peers.version(name) for name in ("node", "undici", "nginx", "apache", "curl", "http.client")}
    except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
        say(f"{error}; ci/setup lab installs what it wants")
        return 1
    if arguments.record:
        with open(arguments.record + ".new", "w", encoding="ascii") as file:
            file.write(json.dumps({"versions": versions}) + "\n")
            for entry in entries:
                file.write(json.dumps(entry) + "\n")
        os.replace(arguments.record + ".new", arguments.record)
    whole = not arguments.server and not arguments.client
    return check.report(entries, os.environ["PLUMBLINE"], whole)


if __name__ == "__main__":
    sys.exit(main())
