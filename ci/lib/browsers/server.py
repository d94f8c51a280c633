"""Serves cases on loopback as raw octets and notes what the browser does with them.

A lane is a port with one case at a time. On the lane's port there is nothing else: its page, the case, and then the
probes, whose connection tells whether that of the case was used again. What the page saw comes in on the control port.

A case that the server does not close at once is held open. If the page has not seen the end of the response after
HOLD seconds, the server closes: then the browser waited for more.
"""

import asyncio
import json
import socket
import urllib.parse

from browsers import page

CONTROL_PORT = 7000
HOLD = 0.6        # seconds; a quarter of a second gave a wrong result just after a start
BETWEEN = 0.08    # seconds between two reads


class Lane:
    """One port: the case that is running, its connections, and what is to come."""

    def __init__(self, port):
        self.port = port
        self.connections = {}   # number: writer
        self.case = None
        self.clear()

    def clear(self):
        self.closed = False     # the server closed the case's connection
        self.done = False       # the page has seen the end
        self.attempts = 0
        self.connection = None  # the number of the connection that had the last attempt
        self.probes = []        # numbers of the connections that had the probes
        self.seen = None
        self.sent = asyncio.Event()  # the last read is on its way
        self.timers = []

    def drop(self):
        """Closes what is open of the case before: no connection outlives its case."""
        for task in self.timers:
            task.cancel()
        for writer in self.connections.values():
            writer.close()


class Run:
    """One browser's way through its cases."""

    def __init__(self, address, cases, ports, hold=HOLD, report=lambda run: None, control_idles=True,
                 tls=None):
        self.tls = tls
        self.address, self.hold, self.report, self.control_idles = address, hold, report, control_idles
        self.waiting = {True: [c for c in reversed(cases) if c["default_port"]],
                        False: [c for c in reversed(cases) if not c["default_port"]]}
        self.lanes = {str(port): Lane(port) for port in ports}
        self.results = {}
        self.finished = asyncio.Event()
        self.left = len(cases)
        self.servers = []
        self.next_connection = 0

    async def start(self):
        self.servers.append(await asyncio.start_server(self.control, self.address, CONTROL_PORT, ssl=self.tls))
        for lane in self.lanes.values():
            def serve(reader, writer, lane=lane):
                return self.serve_lane(lane, reader, writer)
            self.servers.append(await asyncio.start_server(serve, self.address, lane.port, ssl=self.tls))

    async def stop(self):
        for lane in self.lanes.values():
            lane.drop()
        for server in self.servers:
            server.close()

    # The control port

    async def control(self, reader, writer):
        try:
            while True:
                request = await read_request(reader)
                if request is None:
                    break
                method, target, body = request
                what, _, lane = target.lstrip("/").partition("?")
                if method == "GET":
                    ports = list(self.lanes)
                    await answer(writer, page.page(ports), "text/html")
                else:
                    said = await self.told(what, self.lanes[lane], json.loads(body))
                    # libsoup opens a connection for each POST and, when there are enough, closes all that idle,
                    # those of the cases too: for it none is left to idle here.
                    await answer(writer, json.dumps(said), "application/json", close=not self.control_idles)
                    if not self.control_idles:
                        break
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def told(self, what, lane, said):
        if what == "next":
            return self.start_case(lane)
        if lane.case is None:
            return {}
        if what == "seen":
            lane.done = True
            lane.seen = dict(said, waited=lane.closed and lane.case["hold"])
            # A probe asks for the connection as it is after all octets.
            await lane.sent.wait()
            await asyncio.sleep(BETWEEN if lane.case["reads"] else 0)
            return {"probes": lane.case["probes"], "idle": lane.case["idle"]}
        if what == "over":
            self.end_case(lane)
        return {}

    def start_case(self, lane):
        lane.drop()
        waiting = self.waiting[lane.port in (80, 443)]  # what is on these ports may be HTTP/0.9 for Chromium
        if not waiting:
            return {"stop": True}
        lane.clear()
        lane.case = waiting.pop()
        return {"number": lane.case["number"], "method": lane.case["method"]}

    def end_case(self, lane):
        seen = lane.seen
        seen["attempts"] = lane.attempts
        if lane.case["hold"]:
            again = [number == lane.connection for number in lane.probes]
            seen["again"] = again.index(False) if False in again else len(again)
        self.results[lane.case["number"]] = seen
        lane.case = None
        self.left -= 1
        self.report(self)
        if self.left == 0:
            self.finished.set()

    # The lanes' ports

    async def serve_lane(self, lane, reader, writer):
        self.next_connection += 1
        number = self.next_connection
        lane.connections[number] = writer
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            while True:
                request = await read_request(reader)
                if request is None:
                    break
                path = urllib.parse.urlsplit(request[1]).path.split("/")
                if path[1] == "case" and lane.case and path[2] == str(lane.case["number"]):
                    await self.serve_case(lane, number, writer)
                elif path[1] == "probe" and lane.case and path[2] == str(lane.case["number"]):
                    lane.probes.append(number)
                    last = len(lane.probes) == lane.case["probes"]
                    await answer(writer, "ok", "text/plain", close=last)
                    if last:
                        break
                elif path[1] == "lane":
                    await answer(writer, page.FRAME % (CONTROL_PORT, lane.port), "text/html", close=True)
                    break
                else:
                    await answer(writer, "", "text/plain", close=True)
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            del lane.connections[number]
            writer.close()

    async def serve_case(self, lane, number, writer):
        case = lane.case
        lane.attempts += 1
        lane.connection = number
        try:
            await send(case, writer)
        finally:
            lane.sent.set()
        if case["hold"]:
            lane.timers.append(asyncio.ensure_future(self.close_later(lane, case, writer)))
        else:
            close(writer)

    async def close_later(self, lane, case, writer):
        await asyncio.sleep(self.hold)
        if lane.case is case and not lane.done:
            lane.closed = True
            close(writer)


async def send(case, writer):
    """One write a read: the kernel may join two, but not these, with time between them."""
    begin = 0
    for size in case["reads"] + [len(case["octets"]) - sum(case["reads"])]:
        if begin:
            await asyncio.sleep(BETWEEN)
        if size:
            writer.write(case["octets"][begin:begin + size])
        begin += size
    await writer.drain()


def close(writer):
    """Says that nothing follows; the browser may have gone already."""
    try:
        if writer.can_write_eof():
            writer.write_eof()
        else:
            writer.close()  # TLS has no half-closed connections
    except OSError:
        pass


async def read_request(reader):
    """(method, target, body), or None at the end. What browsers send is well-formed."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    lines = head.split("\r\n")
    method, target, _ = lines[0].split(" ")
    body = b""
    for line in lines[1:]:
        if line.lower().startswith("content-length:"):
            body = await reader.readexactly(int(line[15:]))
    return method, target, body


async def answer(writer, text, content_type, close=False):
    body = text.encode()
    head = (f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
            f"Access-Control-Allow-Origin: *\r\nCache-Control: no-store\r\n{'Connection: close' if close else 'X: x'}\r\n\r\n")
    writer.write(head.encode() + body)
    await writer.drain()
