"""Mutants of the parser: copies in which one token, or one condition, is another one.

The operators, by what a hand could have written wrong:
  class     another class of octets, another octet, a set of octets without one of its members
  relation  < for <=, == for !=, ...
  offset    a number one larger or smaller, ++ for --, + for -
  check     a condition that always or never holds, a ! left out
  branch    && for ||, true for false, another outcome, a `break` left out
  name      the next enumerator of the same enum: a clause, a state, a kind; a name with another last letter
"""

import random
import re
from collections import namedtuple
from pathlib import Path

from mutants.cpp_tokens import closing, enumerations, tokens_of

OPERATORS = ("class", "relation", "offset", "check", "branch", "name")

# `before` and `after` are the octets changed; the id is FILE:LINE:OPERATOR, and .N for the Nth such in its line.
Mutant = namedtuple("Mutant", "id file operator begin end before after")

CLASSES = {
    "kTchar": ("kFieldContent", "kAlpha"), "kFieldContent": ("kTchar",), "kRegName": ("kPathOctet", "kTchar"),
    "kPathOctet": ("kQueryOctet", "kRegName"), "kQueryOctet": ("kPathOctet",), "kHexdig": ("kDigit", "kTchar"),
    "kDigit": ("kHexdig", "kAlpha"), "kAlpha": ("kTchar", "kDigit"),
    "IsQdtext": ("IsQuotable",), "IsQuotable": ("IsQdtext",)}
OCTETS = {
    "'\\t'": "' '", "' '": "'\\t'", "'\\r'": "'\\n'", "'\\n'": "'\\r'", "'\\0'": "'\\x01'", "'\"'": "'\\''",
    "'\\\\'": "'/'", "'/'": "'\\\\'", "';'": "','", "','": "';'", "':'": "';'", "'='": "':'", "'('": "')'",
    "')'": "'('", "'['": "'('", "']'": "')'", "'.'": "','", "'?'": "'#'", "'@'": "'#'", "'%'": "'&'",
    "'*'": "'+'", "'+'": "'*'", "'-'": "'_'"}
RELATIONS = {"<": ("<=",), "<=": ("<",), ">": (">=",), ">=": (">",), "==": ("!=",), "!=": ("==",)}
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "/": "*", "%": "/", "<<": ">>", ">>": "<<", "&": "|", "|": "&",
              "+=": "-=", "-=": "+=", "|=": "=", "++": "--", "--": "++"}
# Callees whose string is a set of octets.
SETS = ("Contains", "find_first_of", "find_first_not_of")
OUTCOMES = {"kComplete": ("kNeedMore", "kError"), "kNeedMore": ("kComplete", "kError"), "kError": ("kNeedMore",)}
SOURCES = {".cc", ".h"}


def clause_order(parser):
    """Each clause with the one after it in the list."""
    names = re.findall(r"^PLUMBLINE_CLAUSE\((k\w+),", (parser / "clauses.def").read_text(), re.M)
    return dict(zip(names, names[1:] + names[:1]))


class File:
    """One file of the parser, and what can be changed in it."""

    def __init__(self, path, text, successors):
        self.path, self.text, self.successors = path, text, successors
        self.tokens = tokens_of(text)
        self.skipped = self._skipped()

    def _skipped(self):
        """Indices of tokens that are not code: static_assert, template parameters, namespaces, sizes of storage."""
        skipped, tokens = set(), self.tokens
        for i, token in enumerate(tokens):
            if token.text == "static_assert":
                skipped.update(range(i, closing(tokens, i + 1) + 1))
            if token.text == "template":
                skipped.update(range(i, next(j for j in range(i, len(tokens)) if tokens[j].text == ">") + 1))
            if token.kind == "number" and tokens[i + 1].text in (">", ">>") and tokens[i - 1].text in ("<", ",") and \
                    not self.spaced(tokens[i + 1]):
                skipped.add(i)  # InlinedVector<T, 4>: the size decides speed alone
            if token.text == "switch":
                last = closing(tokens, closing(tokens, i + 1) + 1) - 2
                skipped.update([last] if tokens[last].text == "break" else [])  # nothing follows it anyway
            if token.kind == "number" and tokens[i - 1].text == "[" and tokens[i - 3].kind == "word" and \
                    tokens[i - 3].text != "return":
                skipped.add(i)  # char name_[12]
        return skipped

    def near(self, index, offset):
        return self.tokens[index + offset].text if 0 <= index + offset < len(self.tokens) else ""

    def spaced(self, token):
        """A binary operator stands between spaces; clang-format sees to it."""
        return self.text[token.begin - 1].isspace() and self.text[token.end].isspace()

    def changes(self):
        """(operator, begin, end, replacement) of every mutant of this file, in the order of the text."""
        makers = {"word": self._word, "number": self._number, "string": self._string, "char": self._char,
                  "mark": self._mark}
        for i, token in enumerate(self.tokens):
            if i in self.skipped:
                continue
            for operator, replacement in makers[token.kind](i, token):
                yield operator, token.begin, token.end, replacement
            if token.text == "NeedMore" and [self.near(i, k) for k in (-1, 1, 2, 3)] == ["::", "(", ")", ";"]:
                yield "branch", token.begin, self.tokens[i + 2].end, "Error({})"
            if token.text in ("if", "while") and self.near(i, 1) == "(":
                yield from self._condition(i)

    def _condition(self, index):
        """The condition of `if` and `while` as a whole. A declaration stays, and a constant decides after it."""
        opening, end = index + 1, closing(self.tokens, index + 1)
        begin, depth, declares = opening + 1, 0, False
        for i in range(opening + 1, end):
            depth += (self.tokens[i].text in "([{") - (self.tokens[i].text in ")]}")
            if depth == 0 and self.tokens[i].text == ";":
                begin, declares = i + 1, False
            elif depth == 0 and self.tokens[i].text == "=":
                declares = True
        values = ("false", "true") if self.tokens[index].text == "if" else ("false",)
        first, last = self.tokens[begin].begin, self.tokens[end - 1].end
        for value in values:
            if declares:
                yield "check", last, last, "; " + value
            else:
                yield "check", first, last, value

    def _word(self, i, token):
        for other in CLASSES.get(token.text, ()) if self._names_class(i) else ():
            yield "class", other
        if token.text in ("true", "false"):
            yield "branch", "false" if token.text == "true" else "true"
        if token.text in ("break", "continue") and self.near(i, 1) == ";":
            yield "branch", ""
        if self.near(i, -1) == "::" and self.near(i, -3) != "case":
            scope = self.near(i, -2)
            if scope == "Outcome":
                for other in OUTCOMES.get(token.text, ()):
                    yield "branch", other
            elif token.text in self.successors.get(scope, {}):
                yield "name", self.successors[scope][token.text]

    def _names_class(self, i):
        """Not where a class of octets is defined, and no enumerator of the same name: State::kRegName."""
        if self.path.name == "octets.h":
            return self.near(i, 1) != "="
        return self.tokens[i].text.startswith("Is") or self.near(i, -2) == "octets"

    def _number(self, i, token):
        value = re.fullmatch(r"(0[xX][0-9a-fA-F]+|\d+)([uUlL]*)", token.text)
        number = int(value[1], 0)
        written = hex if value[1][:2] in ("0x", "0X") else str
        yield "offset", written(number + 1) + value[2]
        if number > 0:
            yield "offset", written(number - 1) + value[2]

    def _string(self, i, token):
        members = re.findall(r"\\.|[^\\]", token.text[1:-1])
        if self.near(i, -1) == "(" and self.near(i, -2) in SETS:
            for at in range(len(members)):
                yield "class", '"' + "".join(members[:at] + members[at + 1:]) + '"'
        elif members and members[-1].isalnum():
            members[-1] = chr(ord(members[-1]) - 1 if members[-1] in "zZ9" else ord(members[-1]) + 1)
            yield "name", '"' + "".join(members) + '"'

    def _char(self, i, token):
        octet = token.text[1:-1]
        if token.text in OCTETS:
            yield "class", OCTETS[token.text]
        elif len(octet) == 1 and octet.isalnum():
            yield "class", f"'{chr(ord(octet) + 1)}'"
            yield "class", f"'{chr(ord(octet) - 1)}'"

    def _mark(self, i, token):
        mark, before = token.text, self.near(i, -1)
        if before == "operator":
            return
        if mark == "!":
            yield "check", ""
        elif mark in ("++", "--"):
            yield "offset", ARITHMETIC[mark]
        elif mark == "~" and before not in ("", ";", "}", ":"):
            yield "offset", ""
        elif not self.spaced(token):
            return
        elif mark in RELATIONS:
            for other in RELATIONS[mark]:
                yield "relation", other
        elif mark in ("&&", "||"):
            yield "branch", "||" if mark == "&&" else "&&"
        elif mark == "?":
            yield "branch", "&& false ?"
            yield "branch", "|| true ?"
        elif mark in ARITHMETIC:
            yield "offset", ARITHMETIC[mark]


def successors_for(path, enums, clauses):
    """{enum: {enumerator: the next one}} as seen from one file: its own enums and its header's win."""
    seen = {"Clause": clauses}
    own = [path, path.with_suffix(".h")]
    for file in sorted(enums, key=lambda file: file in own):
        for name, lists in enums[file].items():
            for names in lists if name != "Clause" else ():
                if file not in own and name in ("State", "Section", "Known"):
                    continue
                seen.setdefault(name, {}).update(zip(names, names[1:] + names[:1]))
    return seen


def all_mutants(root):
    """Every mutant of ROOT/parser, in the order of files and text."""
    root = Path(root)
    paths = sorted(path for path in (root / "parser").rglob("*") if path.suffix in SOURCES)
    texts = {path: path.read_text() for path in paths}
    enums = {path: enumerations(tokens_of(text)) for path, text in texts.items()}
    clauses = clause_order(root / "parser")
    mutants, ids = [], {}
    for path in paths:
        text, name = texts[path], path.relative_to(root).as_posix()
        for operator, begin, end, after in File(path, text, successors_for(path, enums, clauses)).changes():
            place = f"{name}:{text.count(chr(10), 0, begin) + 1}:{operator}"
            ids[place] = ids.get(place, 0) + 1
            number = f".{ids[place]}" if ids[place] > 1 else ""
            mutants.append(Mutant(place + number, name, operator, begin, end, text[begin:end], after))
    return mutants


def choose(mutants, count, seed):
    """`count` of the mutants, the same for the same seed, drawn by lot and spread over files and operators: what a
    file has of an operator counts by the square root of its number."""
    lot = random.Random(seed)
    heaps = {}
    for mutant in mutants:
        heaps.setdefault((mutant.file, mutant.operator), []).append(mutant)
    ranked = []
    for key in sorted(heaps):
        lot.shuffle(heaps[key])
        for rank, mutant in enumerate(heaps[key]):
            ranked.append(((rank + lot.random()) / len(heaps[key]) ** 0.5, mutant.id, mutant))
    return [mutant for _, _, mutant in sorted(ranked)[:count]]


def applied(mutant, text):
    """`text` of the mutant's file with its change."""
    if text[mutant.begin:mutant.end] != mutant.before:
        raise ValueError(f"{mutant.id}: the file is not the one that the mutant was made from")
    return text[:mutant.begin] + mutant.after + text[mutant.end:]


def changed_lines(mutant, text):
    """(the lines that the mutant changes, as they were, as they become)."""
    begin = text.rfind("\n", 0, mutant.begin) + 1
    end = text.find("\n", mutant.end)
    after = text[begin:mutant.begin] + mutant.after + text[mutant.end:end]
    return text[begin:end].splitlines(), after.splitlines()


def diff(mutant, text):
    was, becomes = changed_lines(mutant, text)
    return "\n".join([mutant.id] + ["-" + line for line in was] + ["+" + line for line in becomes])
