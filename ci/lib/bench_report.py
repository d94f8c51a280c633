"""bench_report.py JSON…: Google Benchmark's medians as one table, with each peer's ratio to plumbline.

A benchmark is named WORKLOAD/PARSER. Counters that it may set: messages per iteration as
items_per_second, octets as bytes_per_second, and allocations, a mean per message.
"""

import json
import sys
from collections import defaultdict


def medians(paths):
    """workload: {parser: benchmark}"""
    workloads = defaultdict(dict)
    for path in paths:
        with open(path) as file:
            benchmarks = json.load(file)["benchmarks"]
        for benchmark in benchmarks:
            if benchmark.get("aggregate_name", "median") == "median":
                workload, _, parser = benchmark["run_name"].rpartition("/")
                workloads[workload][parser] = benchmark
    return workloads


def nanoseconds(benchmark):
    """Per message, where the benchmark counts messages; else per iteration."""
    if benchmark.get("items_per_second"):
        return 1e9 / benchmark["items_per_second"]
    return benchmark["cpu_time"] * {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[benchmark["time_unit"]]


def main():
    print(f"{'workload':28s} {'parser':18s} {'ns/message':>12s} {'MB/s':>9s} {'allocations':>12s} {'ratio':>7s}")
    for workload, parsers in medians(sys.argv[1:]).items():
        ours = nanoseconds(parsers["plumbline"]) if "plumbline" in parsers else None
        for parser, benchmark in sorted(parsers.items(), key=lambda item: nanoseconds(item[1])):
            octets = benchmark.get("bytes_per_second")
            allocations = benchmark.get("allocations")
            print(
                f"{workload:28s} {parser:18s} {nanoseconds(benchmark):12,.1f} "
                f"{f'{octets / 1e6:,.0f}' if octets else '':>9s} "
                f"{f'{allocations:.2f}' if allocations is not None else '':>12s} "
                f"{f'{nanoseconds(benchmark) / ours:.2f}' if ours else '':>7s}"
            )


if __name__ == "__main__":
    main()
