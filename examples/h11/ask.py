"""Asks h11 for a production: by a message that has the octets where the production stands."""

import h11

HEAD, END = b"GET / HTTP/1.1\r\nHost: a\r\n", b"\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked" + END
WRAP = {  # production: the octets of a message before it, and after it
    "method": (b"", b" / HTTP/1.1\r\nHost: a" + END),
    "request-target": (b"GET ", b" HTTP/1.1\r\nHost: a" + END),
    "HTTP-version": (b"GET / ", b"\r\nHost: a" + END),
    "request-line": (b"", b"\r\nHost: a" + END),
    "status-line": (b"", END),
    "status-code": (b"HTTP/1.1 ", b" OK" + END),
    "reason-phrase": (b"HTTP/1.1 200 ", END),
    "field-line": (HEAD, END),
    "field-name": (HEAD, b": b" + END),
    "field-value": (HEAD + b"A:", END),
    "Host": (b"GET / HTTP/1.1\r\nHost:", END),
    "Content-Length": (HEAD + b"Content-Length:", END),
    "Transfer-Encoding": (HEAD + b"Transfer-Encoding:", END),
    "Connection": (HEAD + b"Connection:", END),
    "chunk-ext": (CHUNKED + b"1", b"\r\na\r\n0" + END),
    "last-chunk": (CHUNKED, b"\r\n"),
    "trailer-section": (CHUNKED + b"0\r\n", b"\r\n"),
}
VALUES = ("field-value", "Host", "Content-Length", "Transfer-Encoding", "Connection")


def wrapped(production, octets):
    """A message with the octets; None where something else than the production may stand at its place as well."""
    if production not in WRAP:
        return None
    if octets != octets.strip(b" \t") and production in VALUES or production == "reason-phrase" and not octets:
        return None  # whitespace around a value is the field-line's; a reason-phrase may be left out
    return octets.join(WRAP[production])


def accepts(production, message):
    """Whether h11 takes the message, whole."""
    client = production in ("status-line", "status-code", "reason-phrase")
    connection = h11.Connection(h11.CLIENT if client else h11.SERVER)
    if client:
        connection.send(h11.Request(method="GET", target="/", headers=[("Host", "a")]))
    connection.receive_data(message)
    try:
        event = connection.next_event()
        while message.startswith(CHUNKED) and not isinstance(event, h11.EndOfMessage) and event is not h11.NEED_DATA:
            event = connection.next_event()
    except h11.RemoteProtocolError:
        return False
    return event is not h11.NEED_DATA and connection.trailing_data[0] == b""
