"""Where h11 0.14 and the vectors part, each by its name. README.md says what it is."""

import re

CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
VISIBLE = re.compile(rb"[\x21-\x7e]+")
LINES = ("status-line", "reason-phrase", "field-line", "field-value", "trailer-section")
CHUNKS = ("chunk-ext", "last-chunk")


def target_of(production, octets):
    return octets if production == "request-target" else octets.split(b" ")[1] if production == "request-line" else b""


def status_of(production, octets):
    digits = octets[9:12] if production == "status-line" else octets if production == "status-code" else b""
    return int(digits) if len(digits) == 3 and digits.isdigit() else None


# The first that is true has the name: (production, octets, whether h11 accepts them, the clause of prose that decides)
DIFFERENCES = {
    "major-version": lambda p, o, a, c: a and c == "9110-2.5-major-version",
    "request-target-not-parsed": lambda p, o, a, c: a and VISIBLE.fullmatch(target_of(p, o)),
    "host-not-parsed": lambda p, o, a, c: a and p == "Host",
    "connection-not-parsed": lambda p, o, a, c: a and p == "Connection",
    "only-chunked": lambda p, o, a, c: not a and p == "Transfer-Encoding" and o.lower() != b"chunked",
    "any-number": lambda p, o, a, c: a and c == "9110-17.5-content-length-limit",
    "status-below-100": lambda p, o, a, c: not a and (status_of(p, o) or 0) < 100 and status_of(p, o) is not None,
    "control-octets": lambda p, o, a, c: a and p in LINES and CONTROLS.search(o),
    "obs-fold": lambda p, o, a, c: a and p in ("field-name", "field-line") and o[:1] in (b" ", b"\t"),
    "space-after-chunk-size": lambda p, o, a, c: a and p in CHUNKS and re.fullmatch(rb"0*[ \t]+(\r\n)?", o),
    "chunk-ext-not-parsed": lambda p, o, a, c: a and p in CHUNKS and re.match(rb"0*;", o),
    "space-before-chunk-ext": lambda p, o, a, c: not a and p in CHUNKS and re.match(rb"0*[ \t]+;", o),
}


def name_of(vector, octets, accepted):
    clause = vector["prose"] and vector["prose"]["clause"]
    for name, applies in DIFFERENCES.items():
        if applies(vector["production"], octets, accepted, clause):
            return name
    return "without-a-name"
