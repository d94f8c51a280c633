"""coverage_report.py ROOT LCOV: lines and branches reached, per file, and what was not reached."""

import sys
from collections import defaultdict
from pathlib import Path


def read(path):
    """file: ({line: hits}, {(line, branch): hits}). An inline function counts once, however often compiled."""
    files = defaultdict(lambda: (defaultdict(int), defaultdict(int)))
    for row in path.read_text().splitlines():
        key, _, value = row.partition(":")
        if key == "SF":
            lines, branches = files[value]
        elif key == "DA":
            line, hits = value.split(",")[:2]
            lines[int(line)] += int(hits)
        elif key == "BRDA":
            line, block, branch, hits = value.split(",")
            branches[int(line), block, branch] += 0 if hits == "-" else int(hits)
    return files


def share(hits):
    reached = sum(1 for hit in hits.values() if hit)
    percent = 100 * reached / len(hits) if hits else 100
    return f"{reached:5d} of {len(hits):5d} {percent:6.2f} %"


def main():
    root, files = Path(sys.argv[1]), read(Path(sys.argv[2]))
    all_lines, all_branches, missing = {}, {}, []
    print(f"{'file':40s} {'lines':>23s}   {'branches':>23s}")
    for name in sorted(files):
        lines, branches = files[name]
        shown = str(Path(name).relative_to(root))
        print(f"{shown:40s} {share(lines):>23s}   {share(branches):>23s}")
        all_lines.update(((name, line), hits) for line, hits in lines.items())
        all_branches.update(((name, *branch), hits) for branch, hits in branches.items())
        source = Path(name).read_text("utf-8", "replace").splitlines()
        unreached = {line: "line" for line, hits in lines.items() if not hits}
        for branch, hits in branches.items():
            if not hits and branch[0] not in unreached:
                unreached[branch[0]] = "branch"
        missing += [f"{shown}:{line}: {what}: {source[line - 1].strip()}" for line, what in sorted(unreached.items())]
    print(f"{'all':40s} {share(all_lines):>23s}   {share(all_branches):>23s}")
    print(f"\nnot reached: {len(missing)} places" if missing else "\nnot reached: nothing")
    print("\n".join(missing))


if __name__ == "__main__":
    main()
