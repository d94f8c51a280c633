"""Runs the command under test: $PLUMBLINE."""

import base64
import collections
import functools
import json
import os
import random
import re
import subprocess
import sys

os.environ.pop("COLUMNS", None)  # pages are as wide as everywhere
PLUMBLINE = os.environ.get("PLUMBLINE") or sys.exit("set PLUMBLINE to the path of the command")
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
GOLDEN = os.path.join(ROOT, "cli", "tests", "golden")

ACCEPTED, REJECTED, USAGE, CANNOT_READ, NEED_MORE, CANNOT_WRITE, OUT_OF_MEMORY = range(7)

Result = collections.namedtuple("Result", "code out err")


def run(*arguments, octets=b"", **options):
    """Result with the exit status and both outputs as str."""
    done = subprocess.run([PLUMBLINE, *arguments], input=octets, capture_output=True, timeout=120, **options)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def verbs():
    """The names of the verbs, as the command's help lists them."""
    table = re.search(r"\nVerbs\n(.*?)\n\n", run("--help").out, re.DOTALL).group(1)
    return [name for name in re.findall(r"^  (\S+)", table, re.MULTILINE) if name != "help"]


def parse_lines(lines, verb="parse"):
    """The answers of `plumbline parse`, or of another verb, to these lines of octets."""
    result = run(verb, octets=b"".join(line + b"\n" for line in lines))
    if result.code != ACCEPTED or result.err:
        raise AssertionError(result)
    return [json.loads(line) for line in result.out.splitlines()]


def parse(questions):
    """The answers of `plumbline parse` to these objects."""
    return parse_lines([json.dumps(question).encode() for question in questions])


def judge(questions):
    """The answers of `plumbline judge` to these objects."""
    return parse_lines([json.dumps(question).encode() for question in questions], "judge")


@functools.lru_cache
def validator(name, verb):
    def close(part):
        if isinstance(part, list):
            return [close(item) for item in part]
        if not isinstance(part, dict):
            return part
        closed = {key: close(value) for key, value in part.items()}
        if part.get("type") == "object" and "additionalProperties" not in part:
            closed["unevaluatedProperties"] = False
        return closed

    import jsonschema
    with open(os.path.join(ROOT, "docs", verb + ".schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    return jsonschema.Draft202012Validator({"$ref": "#/$defs/" + name, "$defs": close(schema["$defs"])})


def valid(name, value, verb="parse"):
    """Whether docs/parse.schema.json, or that of another verb, describes the value, all of it: a program is told to accept more members, the
    command writes none that are not there."""
    return validator(name, verb).is_valid(value)


def question(octets, kind="request", **members):
    return dict(octets=base64.b64encode(octets).decode(), kind=kind, **members)


SEEDS = [
    ("request", b"GET /a?b=1 HTTP/1.1\r\nHost: example.com:80\r\nConnection: keep-alive, X\r\nKeep-Alive: timeout=5\r\nX: \t\xff\r\n\r\n"
                b"POST http://u.example/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                b"5;a=\"b;c\" ;d\r\nhello\r\nA\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\n"
                b"PUT * HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc"),
    ("request", b"OPTIONS * HTTP/1.1\r\nHost:\r\nContent-Length: 2\r\nTE: trailers\r\nUpgrade: h2c/2\r\nVia: 1.1 a (b)\r\n\r\n{}"
                b"CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n\r\n\x16\x03"),
    ("response", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
                 b"HTTP/1.1 200 \r\nTransfer-Encoding: gzip, chunked\r\nTrailer: A\r\n\r\n3\r\nabc\r\n0\r\nA: b\r\n\r\n"
                 b"HTTP/1.0 404 Not Found\r\nServer: x\r\n\r\nuntil the end"),
]


def mutations(count, seed):
    """Pairs of kind and octets: the seeds, cut, spliced and with octets changed. The same at every run."""
    dice = random.Random(seed)
    # What a parser of HTTP/1.1 looks at, and what it does not expect.
    octets = b"\r\n\t :;,=\"\\/%#?*@[]0159afgGHTP\x00\x01\x7f\x80\xff"
    for kind, stream in SEEDS:
        yield kind, stream
    for _ in range(count):
        kind, stream = dice.choice(SEEDS)
        stream = bytearray(stream)
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(stream) + 1)
            change = dice.randrange(4)
            if change == 0:
                stream[at:at] = bytes([dice.choice(octets)])
            elif change == 1:
                stream[at:at + 1] = bytes([dice.choice(octets)])
            elif change == 2:
                del stream[at:at + dice.randint(1, 4)]
            else:
                del stream[max(at, 1):]
        if stream:
            yield kind, bytes(stream)
