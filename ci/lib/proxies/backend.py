"""The server behind a proxy: it keeps what it receives, octet for octet, and answers with what it is told to."""

import asyncio

QUIET = 0.08  # seconds without octets after which a request is taken for whole
PLAIN = b"HTTP/1.1 200 OK\r\nDate: Tue, 15 Nov 1994 08:12:31 GMT\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


class Backend:
    def __init__(self):
        self.received = []  # the octets of each connection, in the order in which the connections came
        self.answer = PLAIN
        self._listener = None
        self.port = None

    async def start(self):
        self._listener = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._listener.sockets[0].getsockname()[1]

    def stop(self):
        self._listener.close()

    def begin(self, answer):
        self.received = []
        self.answer = answer

    async def _serve(self, reader, writer):
        received = bytearray()
        kept, answer = self.received, self.answer
        try:
            while b"\r\n\r\n" not in received or not await self._is_quiet(reader, received):
                octets = await asyncio.wait_for(reader.read(65536), 3)
                if not octets:
                    return
                if not received:
                    kept.append(received)
                received += octets
                if b"100-continue" in octets.lower():
                    writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        except (OSError, asyncio.TimeoutError):
            pass
        finally:
            writer.close()

    @staticmethod
    async def _is_quiet(reader, received):
        try:
            octets = await asyncio.wait_for(reader.read(65536), QUIET)
        except asyncio.TimeoutError:
            return True
        received += octets
        return not octets
