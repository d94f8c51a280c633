"""The mutants that no test can kill, each with its proof: ci/equivalent_mutants.txt, whose head says how it reads."""

from pathlib import Path

from mutants.mutation import changed_lines

EQUIVALENTS = Path("ci") / "equivalent_mutants.txt"


class Entry:
    def __init__(self, line, file):
        self.line, self.file, self.proof = line, file, ""
        self.context, self.was, self.becomes = [], [], [[]]

    def alternative(self, mutant, text):
        """Which of `becomes` the mutant is, or None."""
        if mutant.file != self.file:
            return None
        was, becomes = map(stripped, changed_lines(mutant, text))
        if was != self.was or becomes not in self.becomes:
            return None
        before = stripped(text[:mutant.begin].split("\n")[:-1])
        if self.context and before[-len(self.context):] != self.context:
            return None
        return self.becomes.index(becomes)


def stripped(lines):
    return [line.strip() for line in lines if line.strip()]


class Equivalents:
    def __init__(self, path):
        self.entries, self.complaints = [], []
        entry = None
        for number, line in enumerate(path.read_text().splitlines(), 1):
            mark, rest = line[:1], line[1:].strip()
            if mark in ("", "#"):
                entry = None
            elif line.startswith("in "):
                entry = Entry(number, line[3:].strip())
                self.entries.append(entry)
            elif entry is None:
                self.complaints.append(f"{path.name}:{number}: an entry begins with `in FILE`")
            elif line.startswith("because "):
                entry.proof = line[8:].strip()
            elif line.strip() == "or":
                entry.becomes.append([])
            elif mark in "-+ ":
                {"-": entry.was, "+": entry.becomes[-1], " ": entry.context}[mark].append(rest)
            else:
                self.complaints.append(f"{path.name}:{number}: neither a line of code nor `because`")

    def proof(self, mutant, text):
        """Why the mutant is equivalent, or None."""
        return next((entry.proof for entry in self.entries if entry.alternative(mutant, text) is not None), None)

    def stale(self, mutants, texts):
        """What is wrong with the list, where these are all the mutants there are."""
        yield from self.complaints
        for entry in self.entries:
            where = f"{EQUIVALENTS}:{entry.line}"
            if not entry.proof:
                yield f"{where}: no proof: add a line `because ...`"
            found = {}
            for mutant in mutants:
                found.setdefault(entry.alternative(mutant, texts[mutant.file]), []).append(mutant.id)
            for number, becomes in enumerate(entry.becomes):
                ids = found.get(number, [])
                if not ids:
                    yield f"{where}: no mutant makes {' '.join(becomes)!r} any more: mend the entry, or remove it"
                if len(ids) > 1:
                    yield f"{where}: {len(ids)} mutants are like this ({', '.join(ids)}): put the line before it, too"
