"""Python's h11 behind plumbline check: see README.md."""

import base64
import json
import sys

import h11


def head(event):
    # Not Transfer-Encoding, whose value h11 writes in lower case.
    shown = [field for field in event.headers if field[0] != b"transfer-encoding"]
    fields = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in shown]
    start = {"version": "HTTP/" + event.http_version.decode(), "fields": fields, "body": b""}
    if isinstance(event, h11.Request):
        return dict(start, method=event.method.decode(), target=event.target.decode())
    return dict(start, status=event.status_code, reason=event.reason.decode("latin-1"))


def read(peer, messages):
    """Reads until a message is complete, or as far as there are octets; returns what to call that."""
    while (event := peer.next_event()) not in (h11.NEED_DATA, h11.PAUSED) and not isinstance(event, h11.ConnectionClosed):
        if isinstance(event, (h11.Request, h11.Response, h11.InformationalResponse)):
            message = head(event)
        if isinstance(event, h11.Data):
            message["body"] += event.data
        if isinstance(event, (h11.InformationalResponse, h11.EndOfMessage)) or peer.their_state is h11.SWITCHED_PROTOCOL:
            messages.append(message)
        if isinstance(event, h11.EndOfMessage):
            return "accept"
    return "accept" if peer.their_state is h11.SWITCHED_PROTOCOL else "need-more"


def observe(kind, octets, eof, methods, messages):
    peer = h11.Connection(h11.SERVER if kind == "request" else h11.CLIENT)
    peer.receive_data(octets)
    peer.receive_data(b"") if eof else None
    while kind == "request" or methods:
        if kind == "response":
            asked = [("Host", "a"), ("Connection", "upgrade"), ("Upgrade", "x")]
            peer.send(h11.Request(method=methods.pop(0), target="/", headers=asked))
            peer.send(h11.EndOfMessage())
        outcome = read(peer, messages)
        if outcome == "accept" and kind == "request":  # answered, so that the next one is read
            peer.send(h11.Response(status_code=200, headers=[("Content-Length", "0")]))
            peer.send(h11.EndOfMessage()) if peer.our_state is h11.SEND_BODY else None
        if peer.our_state is h11.MUST_CLOSE:
            return {"connection": "closed"}
        if peer.our_state is not h11.DONE or not peer.trailing_data[0]:
            return {"outcome": outcome}
        peer.start_next_cycle()
    return {}  # nobody asks h11 for a response that was not asked for


def answer(kind, octets, eof, methods=("GET",) * 99, **_):
    messages = []
    try:
        observed = observe(kind, base64.b64decode(octets), eof, list(methods), messages)
    except h11.RemoteProtocolError:
        observed = {"outcome": "reject"}
    return dict(observed, messages=messages, hidden=["Transfer-Encoding"])


for question in map(json.loads, sys.stdin):
    said = {"id": question["id"], "observed": answer(**question)}
    print(json.dumps(said, default=lambda octets: base64.b64encode(octets).decode()), flush=True)
