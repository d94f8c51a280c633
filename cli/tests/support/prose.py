"""Markdown at one width: paragraphs and list items. Tables, fenced blocks and headings stay as they are."""

import re

WIDTH = 120
FENCE = re.compile(r"\s*```")
APART = re.compile(r"\s*(\||#|<!--|$)")  # a table, a heading, a comment, an empty line
ITEM = re.compile(r"(\s*)([-*]|\d+\.) +")
# What would mean something else at the front of a line.
NEVER_FIRST = re.compile(r"([-+*>|=]|#+|\d+[.)])$|```|<")


def words(text):
    """The text where it may be broken: at spaces outside code spans."""
    pieces = []
    for word in re.findall(r"(?:`+[^`]*`+|[^\s`]|`)+", text):
        if pieces and NEVER_FIRST.match(word):
            pieces[-1] += " " + word
        else:
            pieces.append(word)
    return pieces


def filled(first, later, text):
    """The lines of a paragraph, with what stands before its first line and the later ones."""
    lines, line = [], first
    for word in words(text):
        if line not in (first, later) and len(line) + len(word) > WIDTH:
            lines.append(line.rstrip())
            line = later
        line += word + " "
    return lines + [line.rstrip()]


def blocks(text):
    """(first, later, words) of a paragraph or item; (None, None, line) of a line that stays as it is."""
    fenced, paragraph = False, None
    for line in text.split("\n"):
        fence = FENCE.match(line)
        if fenced or fence or APART.match(line):
            if paragraph:
                yield paragraph
            paragraph = None
            fenced = fenced != bool(fence)
            yield None, None, line
            continue
        item = ITEM.match(line)
        if item or not paragraph:
            if paragraph:
                yield paragraph
            first = item.group(0) if item else line[:len(line) - len(line.lstrip())]
            paragraph = (first, " " * len(first), line[len(first):])
        else:
            paragraph = (*paragraph[:2], paragraph[2] + " " + line.strip())
    if paragraph:
        yield paragraph


def wrapped(text):
    return "\n".join("\n".join(filled(*block)) if block[0] is not None else block[2] for block in blocks(text))


def too_long(text):
    """Lines of prose that are too long and could be broken."""
    found, fenced = [], False
    for line in text.split("\n"):
        fence = FENCE.match(line)
        if not (fenced or fence or APART.match(line)) and len(line) > WIDTH and wrapped(line) != line:
            found.append(line)
        fenced = fenced != bool(fence)
    return found
