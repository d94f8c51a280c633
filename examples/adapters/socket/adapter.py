"""Any server behind plumbline check: adapter.py PORT COMMAND [ARGUMENT...]; see README.md."""

import base64
import json
import re
import socket
import subprocess
import sys
import time

SILENCE = 0.1  # seconds, after which nothing more is expected
STATUS = re.compile(rb"HTTP/1\.[01] ([2-5]\d\d)[ \r]")


def connect(port):
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            time.sleep(0.05)
    sys.exit("nothing listens on port %d" % port)


def observe(port, octets, eof):
    with connect(port) as connection:
        connection.settimeout(SILENCE)
        received, state = b"", "closed"
        try:
            connection.sendall(octets)
            if eof:
                connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                received += piece
        except socket.timeout:
            state = "open"
        except OSError:
            pass
    return {"replies": [int(status) for status in STATUS.findall(received)], "connection": state}


port, server = int(sys.argv[1]), subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
for question in map(json.loads, sys.stdin):
    request = question["kind"] == "request"
    observed = observe(port, base64.b64decode(question["octets"]), question["eof"]) if request else None
    print(json.dumps({"id": question["id"], "observed": observed}), flush=True)
