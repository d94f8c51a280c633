"""Programs that listen on loopback, for the labs in ci/lib/keep_alive and ci/lib/proxies."""

import socket
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port, process, seconds):
    """Waits until the process, a Popen, takes connections. False: it ended, or it does not within so many seconds."""
    for _ in range(seconds * 20):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            if process.poll() is not None:
                return False
            time.sleep(0.05)
    return False
