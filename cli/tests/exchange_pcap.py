"""plumbline exchange --pcap: TCP streams put together; what was lost, captured midway or is not HTTP/1.x is said."""

import json
import os
import struct
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_READ, REJECTED, run

FIN, SYN, RST, ACK = 1, 2, 4, 16
CLIENT, SERVER = (bytes([10, 0, 0, 1]), 40000), (bytes([10, 0, 0, 2]), 80)
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
GET_CLOSE = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def ethernet(at, protocol, inner, ip6=False):
    """A packet of a capture: IPv4 or IPv6 in Ethernet."""
    if ip6:
        head = struct.pack("!IHBB", 6 << 28, len(inner), protocol, 64) + bytes(15) + b"\1" + bytes(15) + b"\2"
    else:
        head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(inner), 0, 0, 64, protocol, 0) + CLIENT[0] + SERVER[0]
    frame = bytes(12) + (b"\x86\xdd" if ip6 else b"\x08\x00") + head + inner
    return struct.pack("<IIII", int(at), round(at % 1 * 1e6), len(frame), len(frame)) + frame


class Connection:
    """Packets of one connection, each with its time, that can be left out, sent again or put in another order."""

    def __init__(self, at=0.0, client_port=CLIENT[1], server_port=SERVER[1], start=1000, ip6=False):
        self.packets, self.now, self.ip6 = [], at, ip6
        self.ports = [client_port, server_port]
        self.next = [start, 5000]
        self.packet(0, SYN)
        self.packet(1, SYN | ACK)
        self.packet(0, ACK)

    def packet(self, side, flags, octets=b"", at=None):
        """From the client (0) or the server (1)."""
        if at is not None:
            self.now = at
        tcp = struct.pack("!HHIIBBHHH", self.ports[side], self.ports[1 - side], self.next[side] % 2**32,
                          self.next[1 - side] % 2**32 if flags & ACK else 0, 5 << 4, flags, 65535, 0, 0) + octets
        ip = ethernet(self.now, 6, tcp, self.ip6)
        if side == 1 and not self.ip6:  # addresses swapped
            ip = ip[:42] + SERVER[0] + CLIENT[0] + ip[50:]
        elif side == 1:
            ip = ip[:38] + ip[54:70] + ip[38:54] + ip[70:]
        self.next[side] += len(octets) + bool(flags & SYN) + bool(flags & FIN)
        self.packets.append(ip)
        return len(self.packets) - 1

    def sends(self, side, octets, at=None):
        return self.packet(side, ACK, octets, at)


def ask(*packets, words=("--json",)):
    """The answers to a capture with these packets, or connections' packets."""
    octets = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1)
    for packet in packets:
        octets += b"".join(packet.packets) if isinstance(packet, Connection) else packet
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "a.pcap")
        with open(name, "wb") as file:
            file.write(octets)
        done = run("exchange", "--pcap", name, *words)
    if "--json" not in words:
        return done
    if done.code != ACCEPTED or done.err:
        raise AssertionError(done)
    return [json.loads(line) for line in done.out.splitlines()]


def found(answer):
    return [finding["sentence"] for finding in answer["findings"]]


def targets(answer):
    return [exchange["request"]["target"] for exchange in answer["exchanges"]]


class Pcap(unittest.TestCase):
    def test_one_connection(self):
        one = Connection(at=100.25)
        one.sends(0, GET, at=100.5)
        one.sends(1, OK, at=101.5)
        one.packet(1, FIN | ACK, at=106.25)
        one.packet(0, FIN | ACK, at=106.25)
        answer = ask(one)[0]
        exchange = answer["exchanges"][0]
        self.assertEqual((answer["id"], answer["verdict"]), ("10.0.0.1:40000 > 10.0.0.2:80", "conforms"))
        self.assertEqual((exchange["request"]["begin_at"], exchange["final"]["end_at"]), (0.25, 1.25))
        self.assertEqual((answer["server"]["closed"], answer["server"]["at"]), ("half-close", 6.0))

    def test_segments_in_any_order_and_twice(self):
        one = Connection(start=2**32 - 20)  # the sequence number begins again within the request
        pieces = [one.sends(0, GET[i:i + 7]) for i in range(0, len(GET), 7)]
        one.sends(1, OK)
        for order in ([*reversed(pieces)], [*pieces, *pieces], [pieces[1], pieces[0], *pieces[1:]]):
            packets = [one.packets[i] for i in [0, 1, 2, *order, len(one.packets) - 1]]
            answer = ask(b"".join(packets))[0]
            self.assertEqual((targets(answer), answer["remarks"]), (["/"], []))
            self.assertEqual(answer["client"]["octets"], len(GET))
            self.assertTrue(answer["exchanges"][0]["final"]["complete"])

    def test_a_request_after_the_closing(self):
        one = Connection()
        one.sends(0, GET)
        one.sends(1, OK)
        one.packet(1, FIN | ACK, at=5)
        one.sends(0, GET, at=5)
        one.packet(1, RST, at=5)
        answer = ask(one)[0]
        self.assertEqual(found(answer), ["9112-9.5-request-after-closure"])
        self.assertEqual([exchange["retry"] for exchange in answer["exchanges"]], [None, "may"])

    def test_left_open(self):
        other = Connection(client_port=40001)
        other.sends(0, GET)
        other.sends(1, OK, at=3)
        for last, sentences in ((0.5, ["9112-9.6-close-not-said"]),
                                (3, ["9112-9.6-close-not-said", "9112-9.6-client-left-open", "9112-9.6-left-open-though-asked"])):
            one = Connection()
            one.sends(0, GET_CLOSE)
            one.sends(1, OK)
            other.packet(0, ACK, at=last)
            self.assertEqual(found(ask(one, other.packets[0], other.packets[1], other.packets[-1])[0]), sentences)

    def test_lost_packets_are_said(self):
        one = Connection()
        one.sends(0, GET)
        one.sends(1, OK)
        lost = one.sends(0, GET.replace(b"/ ", b"/lost "))
        one.sends(1, OK)
        one.sends(0, GET)
        for left_out in ({lost}, {lost, lost + 2}):  # the second one is known from the server's ACK alone
            packets = b"".join(packet for i, packet in enumerate(one.packets) if i not in left_out)
            answer = ask(packets)[0]
            self.assertEqual((targets(answer), found(answer)), (["/"], []))
            self.assertEqual(answer["remarks"], ["packets of the client are missing in the file after its octet 27: "
                                                 "nothing after that moment is read"])

    def test_midway_is_said(self):
        one = Connection()
        one.sends(0, GET)
        one.sends(1, OK)
        for first in (1, 2, 3):
            answer = ask(b"".join(one.packets[first:]))[0]
            self.assertEqual(answer, {"id": "10.0.0.1:40000 > 10.0.0.2:80",
                                      "error": "captured midway: the packets that began it are not in the file"})

    def test_several_connections_and_other_traffic(self):
        one, two, six, tls = Connection(), Connection(client_port=40001), Connection(ip6=True), Connection(server_port=443)
        udp = ethernet(0, 17, struct.pack("!HHHH", 53, 53, 8, 0))
        for connection in (one, two, six):
            connection.sends(0, GET)
            connection.sends(1, OK)
        tls.sends(0, b"\x16\x03\x01\x00\x05hello")
        packets = [packet for four in zip(one.packets, two.packets, six.packets, tls.packets + [udp]) for packet in four]
        answers = ask(*packets)
        self.assertEqual([answer["id"] for answer in answers],
                         ["10.0.0.1:40000 > 10.0.0.2:80", "10.0.0.1:40001 > 10.0.0.2:80", "[::1]:40000 > [::2]:80"])
        self.assertEqual([targets(answer) for answer in answers], [["/"]] * 3)
        page = ask(*packets, words=())
        self.assertEqual(page.code, ACCEPTED)
        self.assertIn("\n1 other TCP connection not of HTTP/1.x\n", page.out)
        self.assertEqual(ask(*packets, words=("--json", "--connection", "2"))[0]["id"], answers[1]["id"])

    def test_a_port_used_again_is_another_connection(self):
        one, two = Connection(), Connection(at=9, start=7)
        for connection in (one, two):
            connection.sends(0, GET)
            connection.sends(1, OK)
            connection.packet(0, FIN | ACK)
            connection.packet(1, FIN | ACK)
        self.assertEqual([len(answer["exchanges"]) for answer in ask(one, two)], [1, 1])

    def test_a_violation_is_an_exit_status(self):
        one = Connection()
        one.sends(0, GET_CLOSE)
        one.sends(1, OK)
        one.sends(0, GET)
        self.assertEqual(ask(one, words=()).code, REJECTED)

    def test_what_is_no_capture(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "a.pcap")
            for octets, error in ((b"GET / HTTP/1.1\r\n\r\n" * 3, "not a capture of packets"),
                                  (struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1), "no connection of HTTP/1.x in it")):
                with open(name, "wb") as file:
                    file.write(octets)
                done = run("exchange", "--pcap", name)
                self.assertEqual((done.code, done.out), (CANNOT_READ, ""))
                self.assertIn(error, done.err)
            done = run("exchange", "--pcap", name + ".none")
            self.assertEqual(done.code, CANNOT_READ)
            self.assertIn("cannot read", done.err)


if __name__ == "__main__":
    unittest.main()
