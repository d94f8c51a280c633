"""The rows of fuzz/targets/CMakeLists.txt: what fuzz targets there are, and what libFuzzer is told of them.

As a program, `rows.py ROOT` prints a line for each target: its name, the name of its law, max_len.
"""

import re
import sys
from pathlib import Path

ROW = re.compile(r"^fuzz_target\((\w+) (\d+)\s*([^)]*)\)", re.M)
DICTIONARY = Path("fuzz", "plumbline.dict")


def rows(root):
    """{law: (max_len, whether it has a variant with the mutator)}"""
    text = (root / "fuzz/targets/CMakeLists.txt").read_text()
    return {name: (int(max_len), "MUTATE" in rest) for name, max_len, rest in ROW.findall(text)}


def targets(root):
    """The names of all targets, NAME_grammar among them."""
    known = rows(root)
    return sorted([*known, *(f"{name}_grammar" for name, (_, mutated) in known.items() if mutated)])


def law_of(target):
    """NAME_grammar is the law of NAME with another mutator."""
    return target.removesuffix("_grammar")


def flags(root, target):
    """libFuzzer's options for a process of the target, from the directory ROOT."""
    return ["-rss_limit_mb=2048", "-timeout=10", f"-max_len={rows(root)[law_of(target)][0]}", f"-dict={DICTIONARY}"]


if __name__ == "__main__":
    tree = Path(sys.argv[1])
    for each in targets(tree):
        print(each, law_of(each), rows(tree)[law_of(each)][0])
