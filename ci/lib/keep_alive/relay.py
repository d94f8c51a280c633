"""A network with latency: a relay on loopback that delays both directions, and sees when a request met a close."""

import asyncio
import time


class Connection:
    """One connection of a client. Times are seconds of time.monotonic()."""

    def __init__(self):
        self.answered_at = None  # the client was handed the last octets of the first answer
        self.next_request_at = None  # the first octets of the client after that
        self.server_closed = False  # the relay is beside the server
        self.met_close = False  # octets of the client reached the server's side after its close


class Relay:
    def __init__(self, port, latency):
        self.server_port = port
        self.latency = latency
        self.connections = []
        self._listener = None

    async def start(self):
        self._listener = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self._listener.sockets[0].getsockname()[1]

    def stop(self):
        self._listener.close()

    async def _serve(self, client_reader, client_writer):
        connection = Connection()
        self.connections.append(connection)
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.server_port)

        def to_server(octets):
            if connection.server_closed:
                connection.met_close = True
                client_writer.transport.abort()  # as a closed socket answers: a reset
                return
            server_writer.write(octets)

        def to_client(octets):
            if connection.next_request_at is None:
                connection.answered_at = time.monotonic()
            if not client_writer.is_closing():
                client_writer.write(octets)

        async def from_client():
            while octets := await client_reader.read(65536):
                if connection.answered_at is not None and connection.next_request_at is None:
                    connection.next_request_at = time.monotonic()
                self._later(to_server, octets)
            self._later(server_writer.close)

        async def from_server():
            while octets := await server_reader.read(65536):
                self._later(to_client, octets)
            connection.server_closed = True
            self._later(client_writer.close)

        await asyncio.gather(from_client(), from_server(), return_exceptions=True)

    def _later(self, call, *arguments):
        asyncio.get_running_loop().call_later(self.latency, call, *arguments)
