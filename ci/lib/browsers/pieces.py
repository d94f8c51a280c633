"""Responses put together from pieces that parsers are known to read differently, and mutations of given octets."""

OK = b"HTTP/1.1 200 OK\r\n"
LINE_ENDS = [b"\r\n"] * 8 + [b"\n", b"\n", b"\r", b"\r\r\n", b"\n\r", b"\r\n\r", b""]
BLANKS = [b"", b"", b"", b" ", b"\t", b"  ", b" \t"]
ODD = [b"\x00", b"\x0b", b"\x0c", b"\r", b"\n", b"\x7f", b"\x01", b"\x80", b"\xff", b"\xc3\xa9", b"\"", b"\\", b"(",
    b"@"]
NUMBERS = [b"2", b"2", b"02", b"+2", b"-2", b"-0", b"0", b"1", b"5", b"2x", b"0x2", b"2.0", b"2 2", b"", b"\"2\"",
    b"1e1", b"4294967298", b"18446744073709551618", b"9223372036854775807", b"9223372036854775808", b"-1", b"00",
    b"\x0b2"]
CODINGS = [b"chunked"] * 6 + [b"Chunked", b"CHUNKED", b"identity", b"gzipped", b"xchunked", b"chunkedx",
    b"chunked;q=1", b"\"chunked\"", b"chunked chunked", b"x", b"", b"chunked\x0b", b"\x0cchunked", b"chunked\x00"]
OPTIONS = [b"close"] * 4 + [b"keep-alive"] * 4 + [b"Close", b"Keep-Alive", b"CLOSE", b"xclose", b"closed",
    b"keep-alive2", b"\"close\"", b"close;x", b"close keep-alive", b"upgrade", b"x", b"", b"te", b"Content-Length",
    b"Transfer-Encoding", b"close\x0b"]
SEPARATORS = [b",", b", ", b", ", b" ,", b",,", b";", b" ", b"\t,", b",\t"]
VERSIONS = [b"HTTP/1.1"] * 6 + [b"HTTP/1.0"] * 4 + [b"HTTP/0.9", b"HTTP/1.2", b"HTTP/2.0", b"HTTP/2", b"HTTP/3",
    b"HTTP/1", b"HTTP/1.", b"HTTP", b"http/1.1", b"Http/1.0", b"HTTP/01.1", b"HTTP/1.01", b"HTTP/1.10",
    b"HTTP/11.1", b"HTTP/1.1x", b"HTTP/1 .1", b"HTTP /1.1", b"HTTP/+1.1", b"ICY", b"icy", b"HTTPS/1.1", b"HTP/1.1",
    b"RTSP/1.0"]
CODES = [b"200"] * 8 + [b"404", b"204", b"205", b"304", b"201", b"500", b"100", b"103", b"099", b"99", b"1", b"0",
    b"000", b"2000", b"0200", b"20", b"600", b"999", b"200.1", b"-200", b"+200", b"2OO", b"0xC8", b"", b"two",
    b"302", b"408", b"421", b"101"]
REASONS = [b"OK"] * 6 + [b"", b"O K", b" OK ", b"\tOK", b"O\x00K", b"O\x7fK", b"O\xe9K", b"OK\r", b"O\x0bK", b"404",
    b"1.0"]
BEFORE = [b""] * 12 + [b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"\n\n", b" ", b"x", b"xyz", b"wxyz", b"vwxyz", b"\x00",
    b"\xef\xbb\xbf", b"\r\n\r\n\r\n", b"HTTP/"]
SIZES = [b"2"] * 8 + [b"02", b"00000000000000002", b"+2", b"-2", b"0x2", b"2h", b" 2", b"2 ", b"2\t", b"\t2", b"2;",
    b"2;x", b"2 ;x=y", b"2;x=\"y\"", b"2;\"", b"2\x00", b"", b"x", b"2,", b"2 2", b"100000002",
    b"10000000000000002", b";", b"\r2", b"2\r", b"\x0b2", b"2\x0c"]
LAST = [b"0"] * 8 + [b"00", b"0x0", b"-0", b"", b"0;x", b"0 ", b" 0", b"000000000000000000000000000000000000", b"0x"]
ENDS = [b"\r\n"] * 10 + [b"\n", b"\r", b"", b"\r\r\n", b"x\r\n", b"\r\n\r\n", b"\n\r\n", b" \r\n"]
TRAILERS = [b""] * 6 + [b"X: y\r\n", b"X: y\n", b"Server-Timing: a\r\n", b"junk\r\n", b": x\r\n", b" x\r\n",
    b"X: y\r", b"\x00\r\n", b"Content-Length: 9\r\n"]
AFTER = [b""] * 8 + [b"x", b"\r\n", b"\n", b"HTTP/1.1 200 OK\r\n\r\n",
    b"HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n", b"\x00"]
LINES = [b"Content-Length: 2", b"Content-Length: 3", b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity",
    b"Connection: close", b"Connection: keep-alive", b"Keep-Alive: timeout=5, max=3", b" folded", b"\tfolded: x",
    b"X : y", b"X y", b": y", b"X:", b"", b"X\r: y", b"X: y\rZ: w", b"X: a\x00b", b"X\x00: y", b"X\xe9: y",
    b"X: \xe9", b"X(: y", b"\"X\": y", b"X: \x0by", b"Proxy-Connection: close", b"Proxy-Connection: keep-alive",
    b"Location: /a", b"Location: /b", b"Content-Disposition: a", b"Content-Disposition: a, b",
    b"Content-Type: text/plain", b"Content-Type: x", b"Host: a", b"X: a", b"x: b", b"X: ", b"\rX: y", b"\x0cX: y",
    b"X\t: y", b"Content-Encoding: \"x\"", b"Content-Encoding: x", b"Strict-Transport-Security: a",
    b"Set-Cookie: a=b", b"Content-Length : 2", b"Content-Length:\x0b2"]
TIMEOUTS = [b"timeout=1", b"timeout=2", b"timeout=1", b"timeout=0", b"timeout=-1", b"timeout=+1", b"timeout=1x",
    b"timeout= 1", b"timeout =1", b"Timeout=1", b"xtimeout=1", b"timeout=\"1\"", b"timeout", b"timeout=",
    b"timeout=01", b"timeout=4294968", b"timeout=1.9", b"timeout=900", b"timeout:1", b"x"]
COUNTS = [b"", b"", b"max=1", b"max=2", b"max=0", b"max=-1", b"max=x", b"Max=1", b"xmax=1", b"max=1x", b"max =1",
    b"max=100"]


def listed(draw, items, most=3):
    text = draw.choice(items)
    for _ in range(draw.choice((0, 0, 0, 1, 1, most - 1))):
        text += draw.choice(SEPARATORS) + draw.choice(items)
    return draw.choice(BLANKS) + text + draw.choice(BLANKS)


def lines_of(draw, name, items):
    """One or two field lines of a name."""
    text = name + b":" + draw.choice((b" ", b" ", b"")) + listed(draw, items) + b"\r\n"
    return text + (name + b": " + listed(draw, items) + b"\r\n" if draw.random() < 0.25 else b"")


def chunked(draw, odd):
    """A chunked body with about `odd` odd places."""
    def one_of(pieces):
        return draw.choice(pieces) if draw.random() < odd else pieces[0]
    body = b"".join(one_of(SIZES) + one_of(ENDS) + b"hi" + one_of(ENDS) for _ in range(draw.randrange(3)))
    return body + one_of(LAST) + one_of(ENDS) + one_of(TRAILERS) + one_of(ENDS)


def status_line(draw):
    start = draw.choice(BEFORE) + draw.choice(VERSIONS)
    if draw.random() < 0.9:
        start += draw.choice((b" ", b" ", b" ", b" ", b"  ", b"\t", b"")) + draw.choice(CODES)
    if draw.random() < 0.9:
        start += draw.choice((b" ", b" ", b" ", b"", b"  ", b"\t")) + draw.choice(REASONS)
    return start + draw.choice(LINE_ENDS) + b"Content-Length: 2\r\n\r\nhi"


def head_of(draw):
    return draw.choice((OK, OK, OK, b"HTTP/1.0 200 OK\r\n", b"HTTP/1.1 404 OK\r\n"))


def lengths(draw):
    head = head_of(draw) + lines_of(draw, b"Content-Length", NUMBERS) + b"\r\n"
    return head + draw.choice((b"hi", b"hi", b"hi", b"h", b"hihih", b"")) + draw.choice(AFTER)


def codings(draw):
    length = draw.choice((b"", b"", b"Content-Length: 2\r\n", b"Content-Length: 12\r\n"))
    both = [length, lines_of(draw, b"Transfer-Encoding", CODINGS)]
    draw.shuffle(both)
    return head_of(draw) + both[0] + both[1] + b"\r\n" + draw.choice((b"2\r\nhi\r\n0\r\n\r\n", b"hi")) + draw.choice(AFTER)


def connections(draw):
    name = draw.choice((b"Connection", b"Connection", b"Connection", b"Proxy-Connection"))
    other = lines_of(draw, b"Proxy-Connection", OPTIONS) if draw.random() < 0.2 else b""
    framing, body = draw.choice(((b"Content-Length: 2\r\n", b"hi"),
                                 (b"Transfer-Encoding: chunked\r\n", b"2\r\nhi\r\n0\r\n\r\n"), (b"", b"hi")))
    return head_of(draw) + lines_of(draw, name, OPTIONS) + other + framing + b"\r\n" + body + draw.choice(AFTER)


def chunks(draw):
    return head_of(draw) + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(draw, 0.3) + draw.choice(AFTER)


def fields(draw):
    lines = [draw.choice(LINES) + draw.choice(LINE_ENDS) for _ in range(draw.randrange(1, 5))]
    if draw.random() < 0.7:
        lines.insert(draw.randrange(len(lines) + 1), b"Content-Length: 2\r\n")
    return head_of(draw) + b"".join(lines) + draw.choice(LINE_ENDS[:11]) + b"hi"


def interim(draw):
    first = draw.choice((b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
                         b"HTTP/1.1 102 X\r\nContent-Length: 2\r\n\r\n", b"HTTP/1.0 199 X\r\n\r\n",
                         b"HTTP/1.1 101 X\r\n\r\n", b"HTTP/1.1 100 Continue\n\n", b"HTTP/1.1 100 Continue\r\n"))
    first += draw.choice((b"", b"", b"", b"hi", b"\r\n", b"abcde", b"abcdefgh"))
    return first + draw.choice((status_line, lengths, chunks, fields))(draw)


def without_content(draw):
    code = draw.choice((b"204", b"205", b"304"))
    line = draw.choice((b"", b"Content-Length: 2\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Length: 0\r\n",
                        b"Connection: close\r\n"))
    return b"HTTP/1.1 " + code + b" X\r\n" + line + b"\r\n" + draw.choice((b"", b"", b"hi", b"0\r\n\r\n"))


def keep_alive(draw):
    parts = [part for part in (draw.choice(TIMEOUTS), draw.choice(COUNTS)) if part]
    draw.shuffle(parts)
    value = draw.choice((b", ", b",", b";", b" ")).join(parts)
    options = draw.choice((b"", b"", b"Connection: keep-alive\r\n", b"Connection: Keep-Alive\r\n", b"Connection: close\r\n"))
    again = b"Keep-Alive: timeout=900\r\n" if draw.random() < 0.15 else b""
    lines = options + b"Keep-Alive: " + value + b"\r\n" + again
    return draw.choice((OK, OK, b"HTTP/1.0 200 OK\r\n")) + lines + b"Content-Length: 2\r\n\r\nhi"


KINDS = [("status-line", status_line, 4), ("length", lengths, 3), ("coding", codings, 3), ("connection",
    connections, 4), ("chunked", chunks, 4), ("fields", fields, 4), ("interim", interim, 2), ("no-content",
    without_content, 1), ("keep-alive", keep_alive, 3)]


def response(draw):
    """(kind, octets, how it is to be shown)."""
    kind, build, _ = draw.choices(KINDS, [weight for _, _, weight in KINDS])[0]
    octets = build(draw)
    if kind != "keep-alive":
        return kind, octets, {}
    return kind, octets, {"method": "GET", "hold": True, "default_port": False,
                          **draw.choice(({"probes": 3}, {"probes": 3}, {"idle": 3500}, {"idle": 3500}, {"idle": 300}))}


def cuts(draw, octets):
    """Sizes of the reads but the last: one to three."""
    ends = [i + 1 for i, octet in enumerate(octets) if octet in b"\r\n:; "]
    places = set()
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        places.add(draw.choice((draw.randrange(1, 13), draw.randrange(1, len(octets) + 1), draw.choice(ends or [1]))))
    places = sorted(place for place in places if place < len(octets))
    return [end - begin for begin, end in zip([0] + places, places)]


def at_random(draw, octets):
    """A place, three times out of four in the head."""
    head = octets.find(b"\r\n\r\n") + 4
    return draw.randrange((head if head > 3 and draw.random() < 0.75 else len(octets)) + 1)


def mutate(draw, octets):
    return draw.choice(MUTATIONS)(draw, octets)


def drop_octet(draw, octets):
    at = at_random(draw, octets)
    return octets[:at] + octets[at + 1:]


def put_odd(draw, octets):
    at = at_random(draw, octets)
    return octets[:at] + draw.choice(ODD + [b" ", b"\t", b":", b",", b";", b"\r\n", b"\r\n "]) + octets[at:]


def change_octet(draw, octets):
    at = at_random(draw, octets)
    return octets[:at] + draw.choice(ODD + [bytes([draw.randrange(256)])]) + octets[at + 1:]


def change_line_end(draw, octets):
    ends = [i for i in range(len(octets)) if octets[i:i + 2] == b"\r\n"]
    if not ends:
        return octets
    at = draw.choice(ends)
    return octets[:at] + draw.choice(LINE_ENDS[8:] + [b"\r\n ", b"\r\n\t"]) + octets[at + 2:]


def all_line_feeds(draw, octets):
    return octets.replace(b"\r\n", b"\n", draw.choice((1, 2, -1)))


def break_off(draw, octets):
    return octets[:draw.randrange(len(octets) + 1)]


def with_lines(change):
    """A mutation of the list of lines after the first."""
    def mutation(draw, octets):
        head, end, body = octets.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        if len(lines) < 2:
            return octets
        change(draw, lines)
        return b"\r\n".join(lines) + end + body
    return mutation


def add_line(draw, lines):
    lines.insert(draw.randrange(1, len(lines) + 1), draw.choice(LINES))


def drop_line(draw, lines):
    del lines[draw.randrange(1, len(lines))]


def repeat_line(draw, lines):
    lines.insert(draw.randrange(1, len(lines) + 1), draw.choice(lines[1:]))


def change_digit(draw, octets):
    places = [i for i, octet in enumerate(octets) if octet in b"0123456789"]
    if not places:
        return octets
    at = draw.choice(places)
    return octets[:at] + draw.choice((b"0", b"1", b"2", b"9", b"x", b"", b"+", b"12")) + octets[at + 1:]


def change_case(draw, octets):
    at = at_random(draw, octets)
    return octets[:at] + octets[at:at + 8].swapcase() + octets[at + 8:]


def add_after(draw, octets):
    return octets + draw.choice(AFTER[8:])


MUTATIONS = [drop_octet, put_odd, put_odd, change_octet, change_line_end, change_line_end, all_line_feeds,
    break_off, with_lines(add_line), with_lines(add_line), with_lines(drop_line), with_lines(repeat_line),
    change_digit, change_digit, change_case, add_after]
