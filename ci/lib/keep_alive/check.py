"""What the lab saw, held to what `plumbline keep-alive` says of the same connection."""

import json
import subprocess
import sys

SLACK = 15  # milliseconds: so near to a boundary either may come first


def race_of(entry, plumbline):
    """The command's answer for a client that reuses for as long as the lab's client did."""
    limit = entry["client_limit_milliseconds"]
    words = ["keep-alive", "--json", "--server-closes-after", str(entry["closes_after_milliseconds"] / 1000),
             "--latency", str(entry["latency_milliseconds"] / 1000),
             "--reuses-up-to", "86400" if limit is None else str(limit / 1000), "timeout=1"]
    done = subprocess.run([plumbline, *words], stdout=subprocess.PIPE, text=True, check=True)
    clients = json.loads(done.stdout)["server"]["other_clients"]
    return next(client["race"] for client in clients if client["client"] == "--reuses-up-to")


def place(entry, idle):
    """Before the span of the race, in it or behind it; None: too near to a boundary to tell."""
    closes_after = entry["closes_after_milliseconds"]
    bounds = (closes_after - 2 * entry["latency_milliseconds"], closes_after)
    if any(abs(idle - bound) <= SLACK for bound in bounds):
        return None
    return sum(idle > bound for bound in bounds)


def is_timely(entry):
    """Whether the run was on time: where it was not, it shows nothing."""
    idle = entry["idle_milliseconds"]
    return idle is None or place(entry, idle) == place(entry, entry["asked_idle_milliseconds"])


def problem_of(entry, race):
    """What is not as predicted, or None."""
    idle = entry["idle_milliseconds"]
    if place(entry, entry["asked_idle_milliseconds"] if idle is None else idle) is None:
        return f"sent its request after {idle} ms: the machine was too slow"
    if race["safe"]:
        return "met a close, though it gives up in time" if entry["met_close"] else None
    if idle is None:  # the client took another connection, or had closed this one
        return None
    within = place(entry, idle) == 1
    if within and not race["from_milliseconds"] <= idle <= race["to_milliseconds"]:
        return f"asked again after {idle} ms, and the race is said to be elsewhere"
    if entry["met_close"] != within:
        return f"met a close: {entry['met_close']}, predicted: {within}, after {idle} ms"
    return None


def report(entries, plumbline, whole=True):
    problems = races = safe = 0
    for entry in entries:
        race = race_of(entry, plumbline)
        problem = problem_of(entry, race)
        races += entry["met_close"]
        safe += race["safe"]
        if problem:
            problems += 1
            print(f"{entry['server']}, {entry['client']}, {entry['asked_idle_milliseconds']} ms: {problem}")
    if whole and (not races or not safe):
        problems += 1
        print("no race, or no client that is safe: the lab shows nothing")
    print(f"{len(entries)} runs, {races} requests met a close, {safe} of clients that give up in time, {problems} problems")
    return 1 if problems else 0


def main():
    path, plumbline = sys.argv[1:]
    with open(path, encoding="ascii") as file:
        lines = [json.loads(line) for line in file]
    return report(lines[1:], plumbline)


if __name__ == "__main__":
    sys.exit(main())
