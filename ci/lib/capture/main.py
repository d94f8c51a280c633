"""Records the clients and the servers and writes corpus/real/. Called by ci/capture."""

import argparse
import fcntl
import socket
import struct
import sys

from capture import browsers, clients, manifest, servers


def loopback_up():
    """A new network namespace has loopback, but down."""
    with socket.socket() as s:
        request = struct.pack("16sh", b"lo", 0x1 | 0x8 | 0x40)  # IFF_UP, IFF_LOOPBACK, IFF_RUNNING
        fcntl.ioctl(s, 0x8914, request)  # SIOCSIFFLAGS


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", action="append", default=[])
    arguments = parser.parse_args()
    loopback_up()

    def wanted(name):
        return not arguments.only or any(word in name for word in arguments.only)

    entries = manifest.load()
    kept = set()
    failures = 0
    for kind, source in (("request", clients), ("request", browsers), ("response", servers)):
        for name, record in source.scenarios():
            if not wanted(name):
                continue
            try:
                facts, octets = record()
                manifest.put(entries, kind, name, facts, octets)
            except (OSError, RuntimeError) as error:
                print(f"ci/capture: {name}: {error}", file=sys.stderr)
                failures += 1
                continue
            print(f"  {kind:8} {len(octets):6} octets  {name}", flush=True)
            kept.add(manifest.path_of(kind, name))
    if not arguments.only and not failures:
        manifest.drop_stale(entries, kept)
    manifest.save(entries)
    print(f"ci/capture: {len(kept)} files recorded, {failures} failures; next: ci/capture --judge")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
