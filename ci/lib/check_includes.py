"""The rules that ci/check_includes states, over every C++ file of the rooms."""

import re
import sys
from pathlib import Path

FLOOR_1 = {"parser", "grammar"}
FLOOR_2 = {"models", "witness", "peers"}
SHARED = {"reading"}  # the form of what floor 2 concludes
FLOOR_3 = {"oracle"}
FLOOR_4 = {"cli", "capi"}
FLOORS = FLOOR_1 | SHARED | FLOOR_2 | FLOOR_3 | FLOOR_4
BELOW = {
    "parser": set(),
    "grammar": set(),
    "reading": {"parser"},
    "models": FLOOR_1 | SHARED,
    "witness": {"parser"},
    "peers": FLOOR_1 | SHARED,
    "oracle": FLOOR_1 | SHARED | FLOOR_2 - {"witness"},
    "cli": FLOOR_1 | SHARED | FLOOR_2 - {"witness"} | FLOOR_3,
    "capi": {"oracle", "reading", "parser"},
    "properties": FLOORS,
    "fuzz": FLOORS,
    "bench": FLOORS,
}
# The libraries a room may use beside the standard one; a room that is not here may use any.
LIBRARIES = {"parser": {"absl"}, "grammar": {"fst"}, "witness": {"absl"}, "reading": {"absl"}}
# POSIX reads IPv4 and IPv6 addresses a second time.
POSIX = {"witness": {"arpa/inet.h"}}
# A browser's model uses values of the parser, none of its code, and nothing of another browser's model.
MODEL_VALUES = {"parser/message.h", "reading/reading.h"}
# A witness uses values of the parser, none of its parsing code: what a message, a list and their errors are, and which
# clauses there are. Of field_list.h and stream.h it uses the types.
WITNESS_VALUES = {
    "parser/clause.h",
    "parser/field_list.h",
    "parser/message.h",
    "parser/stream.h",
}
INTRINSICS = {"immintrin.h", "x86intrin.h", "arm_neon.h", "cpuid.h"}
SOURCES = {".cc", ".h", ".def", ".inc"}
INCLUDE = re.compile(r'^\s*#\s*include\s+(?P<open>["<])(?P<path>[^">]+)[">]')


def model_complaint(file, path):
    """Of a file of models/."""
    parts = Path(path).parts
    if file.parts[0] != "models":
        return None
    if len(file.parts) > 2 and parts[0] == "models" and len(parts) > 2 and parts[1] != file.parts[1]:
        return f"models/{file.parts[1]} may not include models/{parts[1]}"
    if parts[0] != "models" and path not in MODEL_VALUES:
        return f"a model may use {', '.join(sorted(MODEL_VALUES))}, not {path}"
    return None


def witness_complaint(path):
    if path.startswith("parser/") and path not in WITNESS_VALUES:
        return f"a witness may use {', '.join(sorted(WITNESS_VALUES))}, not {path}"
    return None


def complaint(root, file, opening, path):
    room = file.relative_to(root).parts[0]
    first = path.split("/", 1)[0] if "/" in path else None
    if first in BELOW:
        if opening == "<":
            return f'<{path}> is this project\'s: write "{path}"'
        if not (root / path).exists():
            return f"{path} does not exist"
        if first != room and first not in BELOW[room]:
            return f"{room} may not include {first}"
        return witness_complaint(path) if room == "witness" else model_complaint(file.relative_to(root), path)
    if opening == '"' and (file.parent / path).exists():
        return f'write the path from the root: "{(file.parent / path).relative_to(root)}"'
    if room in LIBRARIES and path not in POSIX.get(room, ()):
        if first is None:
            if path.endswith(".h") and path not in INTRINSICS:
                return f"{room} uses the standard library's C++ headers, not {path}"
        elif first not in LIBRARIES[room]:
            return f"{room} may use {', '.join(LIBRARIES[room])} and the standard library, not {path}"
    return None


def main():
    root = Path(sys.argv[1])
    files = broken = 0
    for room in BELOW:
        for file in sorted((root / room).rglob("*")):
            if file.suffix not in SOURCES or not file.is_file():
                continue
            files += 1
            for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
                include = INCLUDE.match(line)
                said = include and complaint(root, file, include["open"], include["path"])
                if said:
                    broken += 1
                    print(f"{file.relative_to(root)}:{number}: {said}")
    if broken:
        print(f"ci/check_includes: {broken} includes break the rules: see ci/check_includes --help")
        return 1
    print(f"{files} files keep the rules")
    return 0


if __name__ == "__main__":
    sys.exit(main())
