"""check.py ROOT OUT: is OUT what OSS-Fuzz expects? Every target of fuzz/ with its three files,
no other program, and each target runs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from fuzz import rows


def complaints(root, out):
    targets = [f"{name}_fuzzer" for name in rows.targets(root)]
    programs = {path.name for path in out.iterdir() if os.access(path, os.X_OK) and path.is_file()}
    for program in sorted(programs - set(targets)):
        yield f"{program} is a program in $OUT but no target"
    for target in targets:
        if target not in programs:
            yield f"{target} is not in $OUT"
            continue
        for suffix in ("_seed_corpus.zip", ".dict", ".options"):
            if not (out / (target + suffix)).is_file():
                yield f"{target}{suffix} is not in $OUT"
        archive = out / f"{target}_seed_corpus.zip"
        if archive.is_file() and not zipfile.ZipFile(archive).namelist():
            yield f"{archive.name} holds no input"
        flags = ["-runs=100", "-seed=1"]
        if (out / f"{target}.dict").is_file():
            flags.append(f"-dict={target}.dict")
        run = subprocess.run([f"./{target}", *flags], cwd=out, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        if run.returncode != 0:
            print(run.stdout.decode("utf-8", "replace"))
            yield f"{target} -runs=100 ended with status {run.returncode}"


root, out = map(Path, sys.argv[1:])
said = list(complaints(root, out))
for line in said:
    print(line)
if said:
    sys.exit(1)
print(f"{len(rows.targets(root))} targets, each with seeds, dictionary and options, each runs")
