"""docs/requirements.md, made of the lines of corpus/requirements.jsonl."""

import textwrap
from collections import Counter
from pathlib import PurePosixPath

WIDTH = 120
TITLES = {
    9110: {"2": "Conformance", "4": "Identifiers in HTTP", "5": "Fields", "6": "Message Abstraction",
           "7": "Routing HTTP Messages", "8": "Representation Data and Metadata", "9": "Methods", "10": "Message Context",
           "13": "Conditional Requests", "15": "Status Codes", "17": "Security Considerations"},
    9112: {"2": "Message", "3": "Request Line", "4": "Status Line", "5": "Field Syntax", "6": "Message Body",
           "7": "Transfer Codings", "8": "Handling Incomplete Messages", "9": "Connection Management",
           "10": "Enclosing Messages as Data", "C": "Differences from Previous HTTP Versions"},
}
# What covers a statement: the word before the link, and what it is in the figures.
KINDS = {
    "clause": "a clause of the parser, which rejects or notes what breaks it",
    "sentence": "a sentence by which the judge decides",
    "exchange": "a sentence on both directions of a connection",
    "refusal": "a refusal that the judge knows",
    "law": "a property or a fuzz target",
    "case": "a case of the corpus",
}
TABLES = {"clause": "../parser/clauses.def", "sentence": "../oracle/sentences.def", "refusal": "../oracle/refusals.def",
          "exchange": "../oracle/exchange.def"}


def prose(text):
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def link(kind, name):
    if kind in TABLES:
        return f"[`{name}`][{kind}]"
    return f"[{PurePosixPath(name).stem}](../{name})"


def answer(row):
    """The last column: links, each kind with its word once, or the reason."""
    if "none" in row:
        return f"– {row['none']}"
    links = {}
    for reference in row["by"]:
        kind, _, name = reference.partition(":")
        links.setdefault(kind, []).append(link(kind, name))
    return "; ".join(f"{kind} {', '.join(links[kind])}" for kind in KINDS if kind in links)


def figures(rows):
    covered = [row for row in rows if "by" in row]
    kinds = Counter(kind for row in covered for kind in {reference.partition(":")[0] for reference in row["by"]})
    reasons = {}
    for row in rows:
        if "none" in row:
            reasons.setdefault(row["none"], []).append(row["id"])
    yield prose(f"{len(rows)} statements: {len(covered)} are covered, {len(rows) - len(covered)} are not.")
    yield ""
    yield "| covered by | statements |"
    yield "| --- | ---: |"
    yield from (f"| {kind}: {said} | {kinds[kind]} |" for kind, said in KINDS.items())
    yield ""
    yield prose("Many are covered in more than one way.")
    yield ""
    yield "| not covered, since | statements | which |"
    yield "| --- | ---: | --- |"
    for reason, ids in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"| {reason} | {len(ids)} | {', '.join(ids)} |"


def table(rows):
    yield "| id | level | binds | statement | covered by |"
    yield "| --- | --- | --- | --- | --- |"
    for row in rows:
        text = row["text"].replace("<", "&lt;")
        yield f"| {row['id']} | {row['level']} | {row['role']} | {text} | {answer(row)} |"


def page(rows):
    groups = {}
    for row in rows:
        groups.setdefault((row["rfc"], row["section"].split(".")[0]), []).append(row)
    lines = ["# Requirements", ""]
    lines.append(prose(
        "What RFC 9110 and RFC 9112 require, statement by statement, and what covers it here: a clause that decides it, "
        "a law or a case that tests it, a sentence by which the judge does. Where nothing can, or nothing does, the "
        "reason stands in its place. These are the statements that a parser meets; what is about caching, "
        "authentication, ranges or content negotiation alone is left out."))
    lines += ["", prose(
        "This page is made by `ci/check_requirements --write` from "
        "[corpus/requirements.jsonl](../corpus/requirements.jsonl): change that, not this. "
        "[corpus/README.md](../corpus/README.md) says what its keys mean. The statements are in our words; each says "
        "what holds where it is kept. The level is the RFC's keyword, or *statement* for normative prose and grammar "
        "without one. How a statement was read where two experts could differ is in [choices.md](choices.md)."), ""]
    lines += figures(rows)
    for (rfc, section), group in groups.items():
        kind = "section" if section.isdigit() else "appendix"
        title = TITLES[rfc].get(section)
        lines += ["", f"## RFC {rfc}, {kind} {section}" + (f": {title}" if title else ""), ""]
        lines += table(group)
    for kind, path in TABLES.items():
        lines += ["", f"[{kind}]: {path}"]
    return "\n".join(lines) + "\n"
