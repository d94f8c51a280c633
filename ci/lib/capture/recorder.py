"""A recording server: keeps every octet it receives, answers just enough to keep a client going.

It is not a parser and gives no verdicts: it looks for the end of a head, a Content-Length
or the last chunk only to know when to answer.
"""

import re
import socket
import threading

IDLE_SECONDS = 1.5
LIFETIME_SECONDS = 40


def bind(host, preferred):
    """A listening socket on the preferred port, or on a free one when that is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, preferred))
    except OSError:
        listener.bind((host, 0))
    listener.listen(32)
    return listener


class Connection:
    def __init__(self):
        self.octets = bytearray()  # all that was received
        self.answered = 0  # how many of them belong to requests that were answered
        self.requests = []  # (method, target) of what was answered
        self.eof = False  # the client ended its side


def answer(method, target, version, keep_alive, pages):
    """The default answer: a page if there is one for the path, else two octets."""
    path = target.split("?")[0]
    for known, (kind, page) in pages.items():
        if path == known or path.endswith("localhost" + known):
            break
    else:
        kind, page = "text/plain", b"ok"
    head = ["HTTP/1.1 200 OK", f"Content-Type: {kind}", f"Content-Length: {len(page)}", "Cache-Control: no-store"]
    if method == "CONNECT":
        head, page = ["HTTP/1.1 403 Forbidden", "Content-Length: 0"], b""
    elif method == "OPTIONS" or target.endswith("/elsewhere"):
        head += ["Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: *", "Access-Control-Allow-Headers: *"]
    if not keep_alive:
        head.append("Connection: close")
    elif version == "HTTP/1.0":
        head.append("Connection: keep-alive")
    if method == "HEAD":
        page = b""
    return ("\r\n".join(head) + "\r\n\r\n").encode() + page


class Recorder:
    """Listens until stop(). `last_path` sets the event `seen` when it is requested."""

    def __init__(self, host="127.0.0.1", preferred=8080, keep_alive=True, pages=None, last_path="/done", replies=None):
        self.listener = bind(host, preferred)
        self.port = self.listener.getsockname()[1]
        self.keep_alive = keep_alive
        self.pages = pages or {}
        self.replies = replies or {}
        self.last_path = last_path
        self.seen = threading.Event()
        self.connections = []
        self.threads = []
        self.stopping = False
        self.acceptor = threading.Thread(target=self._accept, daemon=True)
        self.acceptor.start()

    def _accept(self):
        self.listener.settimeout(0.1)
        while not self.stopping:
            try:
                peer, _ = self.listener.accept()
            except (TimeoutError, OSError):
                continue
            connection = Connection()
            self.connections.append(connection)
            thread = threading.Thread(target=self._serve, args=(peer, connection), daemon=True)
            thread.start()
            self.threads.append(thread)

    def _more(self, peer, connection):
        """Receives once; False at the end of the stream or when the client stays silent."""
        waited = 0.0
        while waited < (LIFETIME_SECONDS if not connection.octets or self.keep_alive else IDLE_SECONDS):
            peer.settimeout(0.1)
            try:
                octets = peer.recv(65536)
            except TimeoutError:
                waited += 0.1
                if self.stopping or (connection.octets and b"\r\n\r\n" not in connection.octets and waited > IDLE_SECONDS):
                    return False
                continue
            except ConnectionResetError:
                octets = b""
            except OSError:
                return False
            if not octets:
                connection.eof = True
                return False
            connection.octets += octets
            return True
        return False

    def _serve(self, peer, connection):
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            while self._one(peer, connection):
                pass
            peer.shutdown(socket.SHUT_WR)
            while not connection.eof and self._more(peer, connection):
                pass
        except OSError:
            pass
        finally:
            peer.close()

    def _one(self, peer, connection):
        """Reads and answers the next request. True if another may follow."""
        octets, start = connection.octets, connection.answered
        while (end := octets.find(b"\r\n\r\n", start)) < 0:
            if not self._more(peer, connection):
                return False
        head = bytes(octets[start:end]).decode("latin-1")
        method, target, version = (head.split("\r\n")[0].split(" ") + ["", ""])[:3]
        body = end + 4
        if re.search(r"(?im)^expect: *100-continue", head):
            peer.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        if re.search(r"(?im)^transfer-encoding:.*chunked", head):
            while not (last := re.compile(rb"(?:^|\r\n)0+\r\n(?:[^\r\n]+\r\n)*\r\n").search(octets, body)):
                if not self._more(peer, connection):
                    return False
            body = last.end()
        elif length := re.search(r"(?im)^content-length: *(\d+)", head):
            body += int(length.group(1))
            while len(octets) < body:
                if not self._more(peer, connection):
                    return False
        connection.answered = body
        connection.requests.append((method, target))
        asks_close = re.search(r"(?im)^connection:.*close", head)
        asks_keep = re.search(r"(?im)^connection:.*keep-alive", head)
        keep_alive = self.keep_alive and not asks_close and (version != "HTTP/1.0" or bool(asks_keep))
        if target.split("?")[0].endswith(self.last_path):
            self.seen.set()
        if method in self.replies:
            peer.sendall(self.replies[method])
            return True
        peer.sendall(answer(method, target, version, keep_alive, self.pages))
        return keep_alive and method != "CONNECT"

    def stop(self):
        """Ends every connection, in bounded time."""
        self.stopping = True
        self.acceptor.join(2)
        for thread in self.threads:
            thread.join(2)
        self.listener.close()

    def streams(self):
        return [c for c in self.connections if c.octets]
