"""What the kinds of cases have in common (corpus/cases, corpus/exchanges, corpus/judged, corpus/lists): their files,
their names, how far a neighbour is. For check.py, exchanges.py, judged.py and lists.py."""

import base64
import json
import re
import subprocess

FACT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A neighbour differs in one place; with a long value or a second line, in at most so many octets.
MOST_OCTETS_APART = 64


class JsonCase:
    """A case in FOLDER/FACT.json."""

    def __init__(self, path):
        self.folder, self.fact = path.parent.name, path.stem
        self.name = f"{self.folder}/{self.fact}"
        self.json = json.loads(path.with_suffix(".json").read_text())

    def get(self, key, default=None):
        return self.json.get(key, default)


class OctetCase(JsonCase):
    """One with its octets beside it, in FOLDER/FACT.http."""

    def __init__(self, path):
        super().__init__(path)
        self.octets = path.read_bytes()

    def question(self, keys):
        """What a JSON Lines verb of the command is asked of the case, with these keys where the case has them."""
        return {"id": self.name, "octets": base64.b64encode(self.octets).decode(),
                **{key: self.json[key] for key in keys if key in self.json}}


def load_json(folder, kind, what):
    """The cases by name, each a JsonCase of this kind, and the defects of files; `what`: "a field list"."""
    loaded, defects = {}, []
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        name = path.relative_to(folder)
        if path.suffix != ".json" or len(name.parts) != 2:
            defects.append(f"{name}: no case of {what}")
            continue
        try:
            case = kind(path)
            loaded[case.name] = case
        except (ValueError, KeyError, TypeError) as error:
            defects.append(f"{name}: no JSON of a case: {error}")
    return loaded, defects


def load_octets(folder, kind):
    """The cases by name, each an OctetCase of this kind, and the defects of files."""
    loaded, defects = {}, []
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        name = path.relative_to(folder)
        if path.suffix not in (".http", ".json") or len(name.parts) != 2:
            defects.append(f"{name}: neither a case nor its verdict")
        elif not path.with_suffix(".json").exists():
            defects.append(f"{name}: no verdict beside it")
        elif not path.with_suffix(".http").exists():
            defects.append(f"{name}: no octets beside it")
        elif path.suffix == ".http":
            try:
                case = kind(path)
                loaded[case.name] = case
            except ValueError as error:
                defects.append(f"{name}: the JSON beside it does not parse: {error}")
    return loaded, defects


def too_few(folder, cases, fewest):
    """The defect that the cases of a folder are fewer than there were."""
    if len(cases) < fewest:
        yield f"corpus/{folder}: only {len(cases)} cases, where there were {fewest} and more"


def neighbour_of(case, cases):
    """The case that it names as its neighbour; None if there is none."""
    return cases.get(f"{case.folder}/{case.get('neighbour')}")


def apart(a, b):
    """How many octets, or fields, lie between the common beginning and the common end."""
    shortest = min(len(a), len(b))
    begin = next((i for i in range(shortest) if a[i] != b[i]), shortest)
    end = next((i for i in range(shortest - begin) if a[-1 - i] != b[-1 - i]), shortest - begin)
    return max(len(a), len(b)) - begin - end


def answers(command, questions):
    """What the command, with its arguments, answers to each question, by the question's id."""
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    run = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    # JSON Lines end with LF alone; splitlines() would also split at U+0085, which a value may have.
    return {answer.get("id"): answer for answer in map(json.loads, run.stdout.split("\n")[:-1])}
