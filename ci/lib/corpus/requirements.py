"""Holds corpus/requirements.jsonl to what it names, and makes docs/requirements.md of it. Called by ci/check_requirements."""

import json
import pathlib
import re
import sys

from corpus.requirements_page import page

FILE = "corpus/requirements.jsonl"
PAGE = "docs/requirements.md"
RFCS = (9110, 9112)
KEYS = ("id", "rfc", "section", "level", "role", "text")
LEVELS = ("MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "RECOMMENDED", "MAY", "OPTIONAL", "statement")
ROLES = ("client", "gateway", "intermediary", "origin server", "proxy", "recipient", "registrant", "sender", "server",
         "user agent")
SECTION = re.compile(r"(\d+|[A-C])(\.\d+)*")
CLAUSE = re.compile(r'^PLUMBLINE_CLAUSE\(\s*k\w+,\s*"([^"]+)",\s*(\d+)', re.M)
# Rows of the judge's tables, by prefix: where they stand, and what a row looks like up to its id.
TABLES = {
    "sentence": ("oracle/sentences.def", re.compile(r'^PLUMBLINE_SENTENCE\(\s*k\w+,\s*"([^"]+)"', re.M)),
    "exchange": ("oracle/exchange.def", re.compile(r'^PLUMBLINE_EXCHANGE_SENTENCE\(\s*k\w+,\s*"([^"]+)"', re.M)),
    "refusal": ("oracle/refusals.def", re.compile(r'^PLUMBLINE_REFUSAL\(\s*k\w+,\s*"([^"]+)"', re.M)),
}
# Where the files of the other prefixes stand, and how their names end.
PLACES = {"law": (("properties/", "fuzz/targets/"), ".cc"), "case": (("corpus/cases/", "corpus/exchanges/", "corpus/lists/"), ".json")}


def load(path):
    """Of each line its number, and its object or what is wrong with it."""
    for number, line in enumerate(path.read_text("utf-8").removesuffix("\n").split("\n"), 1):
        try:
            row = json.loads(line)
        except ValueError as error:
            yield number, f"not JSON: {error}"
            continue
        yield number, row if isinstance(row, dict) else "not an object"


def sentence_like(text):
    """Plain words on one line."""
    return isinstance(text, str) and bool(text) and text == " ".join(text.split()) and "|" not in text


def shape(row):
    """What is wrong with a line, for itself."""
    answers = [key for key in ("by", "none") if key in row]
    missing = [key for key in KEYS if key not in row]
    unknown = [key for key in row if key not in (*KEYS, "by", "none")]
    if missing or unknown:
        if missing:
            yield f"no {', no '.join(missing)}"
        yield from (f"unknown key {key}" for key in unknown)
        return
    if row["rfc"] not in RFCS:
        yield f"rfc is not one of {', '.join(map(str, RFCS))}"
    if not isinstance(row["section"], str) or not SECTION.fullmatch(row["section"]):
        yield "section is not a section's number"
    elif not re.fullmatch(rf"{row['rfc']}-{re.escape(row['section'])}-[1-9]\d*", str(row["id"])):
        yield "id is not its RFC, its section and a number"
    if row["level"] not in LEVELS:
        yield f"level is not one of {', '.join(LEVELS)}"
    if not isinstance(row["role"], str) or not set(row["role"].split(", ")) <= set(ROLES):
        yield f"role is not made of {', '.join(ROLES)}"
    if not sentence_like(row["text"]) or not row["text"].endswith("."):
        yield "text is not sentences on one line"
    if len(answers) != 1:
        yield "it has one of by and none"
    elif "none" in row and (not sentence_like(row["none"]) or row["none"].endswith(".")):
        yield "none is not a reason on one line, without a period"
    elif "by" in row and (not isinstance(row["by"], list) or not row["by"]
                          or not all(isinstance(reference, str) for reference in row["by"])):
        yield "by is not a list of references"


class Known:
    """What references can name."""

    def __init__(self, root):
        self.root = root
        self.clauses = dict(CLAUSE.findall((root / "parser/clauses.def").read_text("utf-8")))
        self.rows = {prefix: set(row.findall((root / path).read_text("utf-8")))
                     for prefix, (path, row) in TABLES.items() if (root / path).exists()}
        self.unchecked = {prefix: 0 for prefix in TABLES if prefix not in self.rows}

    def defect(self, reference):
        """What is wrong with a reference, or None."""
        prefix, colon, name = reference.partition(":")
        if not colon or prefix not in ("clause", *TABLES, *PLACES):
            return f"{reference} does not begin with one of clause:, {', '.join(f'{one}:' for one in (*TABLES, *PLACES))}"
        if prefix == "clause":
            return None if name in self.clauses else f"no clause {name} in parser/clauses.def"
        if prefix in PLACES:
            folders, ending = PLACES[prefix]
            if not name.startswith(folders) or not name.endswith(ending) or ".." in name:
                return f"{reference} is not a path from the root to {' or '.join(folders)}, with the ending {ending}"
            return None if (self.root / name).is_file() else f"no file {name}"
        if prefix in self.unchecked:
            self.unchecked[prefix] += 1
            return None
        return None if name in self.rows[prefix] else f"no {prefix} {name} in {TABLES[prefix][0]}"


def order(row):
    """As in the RFCs: 5.10 comes after 5.9, appendices come last."""
    parts = [(0, int(part)) if part.isdigit() else (1, ord(part)) for part in row["section"].split(".")]
    return row["rfc"], parts, int(row["id"].rpartition("-")[2])


def check(root):
    """The lines, what is known, and all that is wrong with them."""
    known = Known(root)
    lines = list(load(root / FILE))
    sound, seen, defects = [], {}, []
    for number, row in lines:
        wrong = [row] if isinstance(row, str) else list(shape(row))
        if not wrong:
            if row["id"] in seen:
                wrong.append(f"{row['id']} is line {seen[row['id']]}, too")
            seen.setdefault(row["id"], number)
            references = row.get("by", [])
            wrong += [f"{row['id']}: {defect}" for reference in references if (defect := known.defect(reference))]
            wrong += [f"{row['id']}: {reference} comes twice" for reference in sorted(set(references))
                      if references.count(reference) > 1]
            if sound and order(row) < order(sound[-1]):
                wrong.append(f"{row['id']} comes after {sound[-1]['id']}: sections are in the RFC's order")
            sound.append(row)
        defects += [f"{FILE}:{number}: {defect}" for defect in wrong]
    if len(sound) == len(lines):  # what a broken line names is not known
        named = {reference for row in sound for reference in row.get("by", [])}
        defects += [f"{clause}: no line of {FILE} names this clause" for clause, document in known.clauses.items()
                    if int(document) in RFCS and f"clause:{clause}" not in named]
    if len(known.clauses) < 50:
        defects.append(f"parser/clauses.def: only {len(known.clauses)} clauses were found in it")
    return sound, known, defects


def main(root, write):
    if not (root / FILE).is_file():
        print(f"{FILE}: not there")
        return 1
    rows, known, defects = check(root)
    for prefix, count in known.unchecked.items():
        print(f"notice: no {TABLES[prefix][0]}, so that {count} references {prefix}:… were not looked up")
    path = root / PAGE
    if not defects:
        made = page(rows)
        if write:
            path.write_text(made, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != made:
            defects.append(f"{PAGE}: not what {FILE} makes: run ci/check_requirements --write")
    elif write:
        print(f"{PAGE} was not written")
    print(*defects, sep="\n", end="\n" if defects else "")
    covered = sum("by" in row for row in rows)
    print(f"{len(rows)} statements, {covered} covered, {len(rows) - covered} not; {len(defects)} defects")
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), "--write" in sys.argv[2:]))
