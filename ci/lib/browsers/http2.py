"""Shows browsers field lists of HTTP/2, as an HPACK decoder gives them, over TLS with a throw-away certificate.

The server is Debian's python3-h2 for all but the responses that are shown: their HEADERS frames are made by hand, since no
HTTP/2 library sends what is not allowed.
"""

import asyncio
import json

import h2.config
import h2.connection
import h2.events
import h2.settings
import hpack
import hyperframe.frame

from browsers import certificate

PORT = 8443
BODY = b"hi"
PATIENCE = 2000  # milliseconds: a response that takes longer has been refused without a word

PAGE = """<!doctype html><link rel="icon" href="data:,"><script>
async function tell(what, said) {  // a connection may just have been given up: again, then
  for (;;) {
    const end = new AbortController(), timer = setTimeout(() => end.abort(), 2000);
    try { await (await fetch('/' + what, {method: 'POST', body: JSON.stringify(said), signal: end.signal})).text(); return; }
    catch (error) { await new Promise(done => setTimeout(done, 50)); }
    finally { clearTimeout(timer); }
  }
}
(async () => {
  for (let number = 0; number < %d; ++number) {
    const seen = {}, end = new AbortController(), timer = setTimeout(() => end.abort(), %d);
    try {
      const response = await fetch('/case/' + number, {cache: 'no-store', redirect: 'manual', credentials: 'omit', signal: end.signal});
      seen.status = response.status;
      seen.fields = [...response.headers];
      seen.body = await response.text();
    } catch (error) { for (const key in seen) delete seen[key]; seen.fails = end.signal.aborted ? 'too late' : 'yes'; }
    clearTimeout(timer);
    await tell('seen/' + number, seen);
  }
  await tell('over', null);
})();
</script>
"""

OK = [(":status", "200")]


def lists():
    """The field lists, as (name, value) of octets in strings."""
    yield OK
    for name, values in (("connection", ("close", "keep-alive", "x-hop", "")),
                         ("keep-alive", ("timeout=5", "timeout=5, max=100", "x")),
                         ("proxy-connection", ("keep-alive", "close")),
                         ("transfer-encoding", ("chunked", "identity", "gzip", "")),
                         ("upgrade", ("h2c", "websocket")), ("te", ("trailers", "gzip", "trailers, deflate", "Trailers", "")),
                         ("host", ("a",)), ("accept-encoding", ("gzip",)), ("trailer", ("x",)), ("x-hop", ("y",))):
        for value in values:
            yield OK + [(name, value)]
    yield OK + [("connection", "x-hop"), ("x-hop", "y")]
    yield OK + [("connection", "keep-alive"), ("keep-alive", "timeout=5, max=100")]
    yield OK + [("x", "y"), ("connection", "close"), ("z", "w")]
    yield [(":status", "404"), ("connection", "close")]
    yield [(":status", "404"), ("transfer-encoding", "chunked")]
    for name in ("X", "x-A", "", "x y", "x(", "x\xe9", "x\x00", "x\r", "x\n", "x:", ":x", ":path", ":method", "x\x7f", "x,y",
                 "Connection", "x_y", "x.y", "0"):
        yield OK + [(name, "y")]
    for value in ("", " y", "y ", "\ty", "y\tz", "y\rz", "y\nz", "y\x00z", "y\x01z", "y\x0bz", "y\x7fz", "y\xe9z", "y\xffz",
                  "a, b", "\"y"):
        yield OK + [("x", value)]
    for status in ("201", "599", "600", "999", "099", "99", "20", "2", "0200", "1000", "200 ", " 200", "200 OK", "+200", "-200",
                   "abc", "", "2x0", "101", "0", "00", "000", "009", "00200", "+0", "-1", "65736", "2147483647", "2147483648"):
        yield [(":status", status)]
    yield [("x", "y"), (":status", "200")]
    yield [("x", "y")]
    yield [(":status", "101"), ("x", "y")]
    yield OK + OK
    yield [(":status", "200"), (":status", "404")]
    for length in ("2", "02", "+2", "x", "", "2, 2"):  # of BODY: what others do is not a matter for the list
        yield OK + [("content-length", length)]
    yield OK + [("content-length", "2"), ("content-length", "2")]
    yield OK + [("content-length", "2"), ("content-length", "3")]
    yield OK + [("location", "/a"), ("location", "/b")]
    yield OK + [("x", "a"), ("x", "b"), ("x", "")]
    yield OK + [("content-type", "a/b"), ("content-type", "c/d")]


class Server:
    """One browser's way through the lists."""

    def __init__(self, address, shown, chain, key):
        self.address, self.shown = address, shown
        self.streams = {}   # (connection, stream): the number of the list that it had
        self.resets = {}    # number: the code with which the browser reset the stream
        self.context = certificate.context(chain, key)
        self.context.set_alpn_protocols(["h2"])
        self.seen, self.finished, self.server = {}, asyncio.Event(), None
        self.ends_connections = False

    async def start(self):
        self.server = await asyncio.start_server(self.serve, self.address, PORT, ssl=self.context)

    async def serve(self, reader, writer):
        connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="latin-1",
                                                                         validate_inbound_headers=False))
        connection.local_settings[h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS] = 10000
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        requests = {}
        try:
            while octets := await reader.read(65536):
                for event in connection.receive_data(octets):
                    if isinstance(event, h2.events.RequestReceived):
                        requests[event.stream_id] = [dict(event.headers), b""]
                    elif isinstance(event, h2.events.DataReceived):
                        requests[event.stream_id][1] += event.data
                        connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                    elif isinstance(event, h2.events.StreamEnded) and event.stream_id in requests:
                        self.answer(connection, writer, event.stream_id, *requests.pop(event.stream_id))
                    elif isinstance(event, (h2.events.StreamReset, h2.events.ConnectionTerminated)):
                        if self.refused(connection, event):
                            return
                writer.write(connection.data_to_send())
                await writer.drain()
        except (OSError, h2.exceptions.ProtocolError):
            pass
        finally:
            writer.close()

    def refused(self, connection, event):
        """The browser refuses a list. libsoup 3.2 resets the stream and lets the page wait until the connection ends."""
        number = self.streams.get((connection, getattr(event, "stream_id", None)))
        if number is not None:
            self.resets[number] = int(event.error_code)
        return number is not None and self.ends_connections

    def answer(self, connection, writer, stream, fields, body):
        what, _, number = fields[":path"].lstrip("/").partition("/")
        if what == "case":
            writer.write(connection.data_to_send())
            writer.write(response(stream, self.shown[int(number)]))
            self.streams[connection, stream] = int(number)
            return
        if what == "seen":
            self.seen[int(number)] = json.loads(body)
        elif what == "over":
            self.finished.set()
        page = (PAGE % (len(self.shown), PATIENCE)).encode() if what == "" else b"ok"
        connection.send_headers(stream, [(":status", "200"), ("content-type", "text/html"), ("content-length", str(len(page)))])
        connection.send_data(stream, page, end_stream=True)


def response(stream, fields):
    """HEADERS and DATA. Literal fields without indexing: nothing of one case is known to the next."""
    def literal(text):
        octets = text.encode("latin-1")
        return hpack.hpack.encode_integer(len(octets), 7) + octets
    headers = hyperframe.frame.HeadersFrame(stream)
    headers.data = b"".join(b"\x00" + bytes(literal(name)) + bytes(literal(value)) for name, value in fields)
    headers.flags.add("END_HEADERS")
    data = hyperframe.frame.DataFrame(stream, BODY)
    data.flags.add("END_STREAM")
    return headers.serialize() + data.serialize()


ADDED = ("x-firefox-spdy", "date")  # fields that browsers add


def text_of(fields, seen):
    """A line of the record. `seen`: {browser: what it showed}"""
    kept = {}
    for browser, one in seen.items():
        if "fails" in one:
            kept[browser] = {"fails": True, **({"reset": one["reset"]} if "reset" in one else {})}
        else:
            kept[browser] = {"status": one["status"], "fields": [field for field in one["fields"] if field[0] not in ADDED]}
    return json.dumps({"fields": [list(field) for field in fields], "seen": kept}, ensure_ascii=False, separators=(",", ":"))


async def look(browser, chain, key, authority, limit=120):
    """[(field list, what the browser saw)]"""
    shown = list(lists())
    server = Server(browser.address, shown, chain, key)
    server.ends_connections = browser.name == "webkitgtk"
    await server.start()
    try:
        browser.start(f"https://{browser.address}:{PORT}/", authority)
        await asyncio.wait_for(server.finished.wait(), limit)
    except asyncio.TimeoutError:
        raise RuntimeError(f"{browser.name} did not come to the end of its lists: {len(server.seen)} of {len(shown)}") from None
    finally:
        browser.stop()
        server.server.close()
    for number, code in server.resets.items():
        if "fails" in server.seen.get(number, {}):
            server.seen[number]["reset"] = code
    return [(fields, server.seen[number]) for number, fields in enumerate(shown)]
