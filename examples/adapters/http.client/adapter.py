"""Python's http.client behind plumbline check: see README.md."""

import base64
import http.client
import io
import json
import sys


class NeedMore(Exception):
    pass


class Wire(io.BytesIO):
    """The octets. After them is the end, or whoever reads on needs more."""

    def readline(self, size=-1):
        return self.checked(super().readline(size), lambda line: line.endswith(b"\n") or len(line) == size)

    def read(self, size=-1):
        return self.checked(super().read(size), lambda octets: len(octets) == size)

    def checked(self, octets, is_whole):
        if self.eof or is_whole(octets):
            return octets
        raise NeedMore


def read(wire, method):
    wire.makefile = lambda mode: wire
    response = http.client.HTTPResponse(wire, method=method)
    response._close_conn = lambda: None  # the next one is read from the same octets
    response.begin()
    message = {"status": response.status, "reason": response.reason, "version": "HTTP/1.%d" % (response.version % 10)}
    message["persist"] = {"decision": "close" if response.will_close else "persist"}
    return dict(message, fields=response.msg.items(), body=base64.b64encode(response.read()).decode())


def observe(octets, eof, methods):
    wire, messages, outcome = Wire(octets), [], "accept"
    wire.eof = eof
    try:
        while methods and (wire.tell() < len(octets) or not messages):
            messages.append(read(wire, methods.pop(0)))
            if messages[-1]["persist"]["decision"] == "close" or messages[-1]["status"] == 101:
                return {"messages": messages}
    except NeedMore:
        outcome = "need-more"
    except (http.client.HTTPException, ValueError):
        outcome = "reject"
    return {"messages": messages, "outcome": outcome} if methods or outcome != "accept" else {"messages": messages}


for question in map(json.loads, sys.stdin):
    octets, methods = base64.b64decode(question["octets"]), question.get("methods", ["GET"] * 99)
    observed = observe(octets, question["eof"], methods)
    if question["kind"] == "request" or b"HTTP/1.1 100" in octets or not question.get("methods", True):
        observed = None  # it reads responses that were asked for, and passes over 100 (Continue)
    print(json.dumps({"id": question["id"], "observed": observed}), flush=True)
