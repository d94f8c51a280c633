"""Writes the witnesses of corpus/divergences as seeds of the models' fuzz targets. Called by ci/generate.

    witness_seeds.py ROOT DIRECTORY

Each target gets the witnesses that name its model, as corpus/seeds/model_NAME/witness-of-CLASS[-n] below DIRECTORY:
octets alone, each once.
"""

import json
import sys
from pathlib import Path


def main():
    root, target = Path(sys.argv[1]), Path(sys.argv[2])
    seen, counts = set(), {}
    for path in sorted((root / "corpus/divergences").glob("*.jsonl")):
        for line in path.read_text("utf-8").rstrip("\n").split("\n"):  # U+0085 ends no line of JSON
            witness = json.loads(line)
            octets = witness["octets"].encode("latin-1")
            for model in witness["models"]:
                if (model, octets) in seen:
                    continue
                seen.add((model, octets))
                number = counts[model, witness["class"]] = counts.get((model, witness["class"]), 0) + 1
                folder = target / "corpus/seeds" / f"model_{model.replace('-', '_').replace('.', '_')}"
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"witness-of-{witness['class']}{'' if number == 1 else f'-{number}'}").write_bytes(octets)
    if not seen:
        print("ci/generate: corpus/divergences holds no witness", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
