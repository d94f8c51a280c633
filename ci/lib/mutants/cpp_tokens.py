"""C++ as tokens with their places: enough of the language to change one token of the parser at a time."""

import re
from collections import namedtuple

# `kind` is word, number, string, char or mark; `end` is after the token, both are offsets into the text.
Token = namedtuple("Token", "kind text begin end")

PATTERN = re.compile(
    r"""
    (?P<comment>   //[^\n]* | /\*.*?\*/ )
  | (?P<directive> ^[^\S\n]*\#(?:\\\n|[^\n])* )
  | (?P<raw>       R"(?P<mark_of_raw>[^(\s]*)\(.*?\)(?P=mark_of_raw)" )
  | (?P<string>    "(?:\\.|[^"\\\n])*" )
  | (?P<char>      '(?:\\.|[^'\\\n])+' )
  | (?P<number>    (?:0[xX][0-9a-fA-F]+|\d+)[uUlL]* )
  | (?P<word>      [A-Za-z_]\w* )
  | (?P<mark>      <<= | >>= | \.\.\. | :: | -> | \+\+ | -- | << | >> | <= | >= | == | != | && | \|\|
                 | [-+*/%&|^]= | [^\s\w] )
  | (?P<space>     [^\S\n]+ | \n )
    """,
    re.X | re.M | re.S)

OPENING = {"(": ")", "[": "]", "{": "}"}


def tokens_of(text):
    """The tokens that the compiler sees, without comments and preprocessor directives."""
    tokens, pos = [], 0
    while pos < len(text):
        match = PATTERN.match(text, pos)
        if match is None:
            raise ValueError(f"no token at {text[pos:pos + 20]!r}")
        kind = match.lastgroup
        if kind not in ("comment", "directive", "space"):
            tokens.append(Token("string" if kind == "raw" else kind, match.group(), match.start(), match.end()))
        pos = match.end()
    return tokens


def closing(tokens, index):
    """The index of the token that closes what tokens[index] opens."""
    depth = 0
    for i in range(index, len(tokens)):
        if tokens[i].kind == "mark":
            depth += (tokens[i].text in OPENING) - (tokens[i].text in OPENING.values())
            if depth == 0:
                return i
    raise ValueError(f"nothing closes {tokens[index]}")


def enumerations(tokens):
    """{name: [enumerators of each enum with this name]}."""
    found = {}
    for i, token in enumerate(tokens):
        if token.text != "enum" or tokens[i + 1].text not in ("class", "struct"):
            continue
        name = tokens[i + 2].text
        opening = next(j for j in range(i, len(tokens)) if tokens[j].text in "{;")
        if tokens[opening].text == "{":
            body = tokens[opening + 1:closing(tokens, opening)]
            found.setdefault(name, []).append(
                [token.text for k, token in enumerate(body)
                 if token.kind == "word" and (k == 0 or body[k - 1].text == ",")])
    return found
