"""Bad input: one clear line on standard error, the documented exit status, memory bounded by the limits."""

import os
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_READ, CANNOT_WRITE, NEED_MORE, PLUMBLINE, REJECTED, USAGE, run, verbs

REQUEST = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"
GIB = 1 << 30
# A build with AddressSanitizer takes some tens of MiB more; buffering the input would take a thousand.
MEMORY = 200 << 20


def feed(pipe, pieces):
    """Writes the pieces until the reader has gone."""
    try:
        with pipe:
            for piece in pieces:
                pipe.write(piece)
    except BrokenPipeError:
        pass


def measure(arguments, pieces):
    """(exit status, output, octets of memory at most)"""
    process = subprocess.Popen([PLUMBLINE, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    feeder = threading.Thread(target=feed, args=(process.stdin, pieces))
    feeder.start()
    out = process.stdout.read().decode()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    feeder.join()
    return process.returncode, out, usage.ru_maxrss * 1024


def gibibyte(octet):
    block = octet * (1 << 20)
    return (block for _ in range(GIB // len(block)))


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def file(self, name, octets):
        path = os.path.join(os.fsencode(self.folder), os.fsencode(name))
        with open(path, "wb") as file:
            file.write(octets)
        return path

    def check(self, code, said, *arguments, **options):
        result = run("explain", *arguments, **options)
        self.assertEqual((result.code, result.out), (code, ""))
        self.assertEqual(result.err.count("\n"), 1, result.err)
        self.assertIn(said, result.err)

    def test_missing(self):
        self.check(CANNOT_READ, "No such file", os.path.join(self.folder, "none"))
        self.check(CANNOT_READ, "a\\nb", os.path.join(self.folder, "a\nb"))

    def test_directory(self):
        self.check(CANNOT_READ, "Is a directory", self.folder)

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_unreadable(self):
        path = self.file("unreadable", REQUEST)
        os.chmod(path, 0)
        self.check(CANNOT_READ, "Permission denied", path)

    def test_no_octets(self):
        self.check(CANNOT_READ, "no octets", self.file("empty", b""))
        self.check(CANNOT_READ, "standard input: no octets", octets=b"")
        self.check(CANNOT_READ, "no octets", "--more", "--json", octets=b"")

    def test_closed_standard_input(self):
        for verb in ("explain", "parse"):
            result = subprocess.run(["/bin/sh", "-c", 'exec "$0" "$1" <&-', PLUMBLINE, verb], capture_output=True)
            self.assertEqual((result.returncode, result.stdout), (CANNOT_READ, b""))
            self.assertEqual(result.stderr.count(b"\n"), 1)

    def test_one_bad_file_does_not_hide_the_others(self):
        good, bad = self.file("good", REQUEST), self.file("bad", b"\x00")
        cut, none = self.file("cut", REQUEST[:-1]), os.path.join(self.folder, "none")
        for files, code in [((good, good), ACCEPTED), ((good, bad), REJECTED), ((bad, none, good), CANNOT_READ),
                            ((bad, cut), REJECTED), ((good, cut), NEED_MORE), ((cut, none), CANNOT_READ)]:
            result = run("explain", "--more", *files)
            self.assertEqual(result.code, code)
            headings = [line for line in result.out.splitlines() if line.startswith(self.folder)]
            self.assertEqual(len(headings), len([file for file in files if file != none]))

    def test_a_file_named_like_an_option(self):
        self.file("--json", REQUEST)
        self.assertEqual(run("explain", "--", "--json", cwd=self.folder).code, ACCEPTED)
        self.assertEqual(run("explain", "./--json", cwd=self.folder).code, ACCEPTED)

    def test_a_file_name_does_not_reach_the_terminal_raw(self):
        out = run("explain", self.file("a\x1b[2Jb", REQUEST)).out
        self.assertIn("/a\\x1b[2Jb: requests", out)
        self.assertNotIn("\x1b", out)

    def test_no_control_reaches_the_terminal_raw(self):
        """C0, DEL and C1, and what else some programs end a line at; octets that are not UTF-8 might be any of them."""
        for raw, shown in [(b"\x7f", "\\x7f"), ("\u0085".encode(), "\\xc2\\x85"), ("\u009b2J".encode(), "\\xc2\\x9b2J"),
                           ("\u2028".encode(), "\\xe2\\x80\\xa8"), ("\u2029".encode(), "\\xe2\\x80\\xa9"),
                           (b"\x9b2J", "\\x9b2J"), (b"\xc2", "\\xc2"), (b"\xe2\x82", "\\xe2\\x82"), (b"\xc1\xbf", "\\xc1\\xbf"),
                           (b"\xe0\x82\x85", "\\xe0\\x82\\x85"), (b"\xed\xa0\x80", "\\xed\\xa0\\x80"),
                           (b"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"), (b"\xff", "\\xff"),
                           ("\u00a0\u00e9\u20ac\U0001f600".encode(), "\u00a0\u00e9\u20ac\U0001f600")]:
            name = b"a" + raw + b"b"
            for arguments in (("explain", b"./none/" + name), (b"verb" + name,), ("explain", b"--" + name),
                              ("clauses", name), ("parse", b"--as=" + name), ("grammar", name), ("keep-alive", b"--" + name)):
                result = subprocess.run([PLUMBLINE, *arguments], capture_output=True)
                self.assertEqual(result.stdout, b"")
                self.assertIn("a" + shown + "b", result.stderr.decode(), arguments)
                self.assertEqual(result.stderr.decode().splitlines(), [result.stderr.decode()[:-1]])
            page = run("explain", self.file(name, REQUEST)).out
            self.assertIn("/a" + shown + "b: requests", page)

    def test_nuls(self):
        result = run("explain", octets=bytes(1000))
        self.assertEqual(result.code, REJECTED)
        self.assertIn("rejected at octet 0  [9112-3.1-method]", result.out)
        self.assertNotIn("\x00", result.out)


class Usage(unittest.TestCase):
    def test_wrong(self):
        for words in [(), ("nonsense",), ("explain", "--nonsense"), ("explain", "--role"), ("explain", "--role", "cache"),
                      ("explain", "--role="), ("explain", "--role", "origin", "--response"),
                      ("explain", "--role=user-agent", "--request"), ("explain", "--request", "--response"),
                      ("explain", "--method", "GET", "--request"), ("explain", "--method", "GET", "--role=origin"),
                      ("explain", "--method", ""), ("explain", "--color=sometimes"), ("explain", "--json=1"),
                      ("clauses", "nonsense"), ("clauses", "--all"), ("parse", "file"), ("--nonsense",), ("",)]:
            result = run(*words, octets=REQUEST)
            self.assertEqual((result.code, result.out), (USAGE, ""), words)
            self.assertEqual(result.err.count("\n"), 1, result.err)
            self.assertIn("--help", result.err)

    def test_help(self):
        for verb in verbs():
            self.assertTrue(run("help", verb).out.endswith("\n  6  out of memory\n"), verb)
            for words in ([verb, "--help"], [verb, "-h"], ["help", verb]):
                result = run(*words)
                self.assertEqual((result.code, result.err), (ACCEPTED, ""))
                for part in ("Usage: plumbline " + verb, "\nExamples\n", "\nExit status"):
                    self.assertIn(part, result.out)
                self.assertLessEqual(max(map(len, result.out.splitlines())), 100)
        self.assertEqual(run("--help"), run("help"))
        self.assertIn("(parse contract 1)", run("--version").out)


class Memory(unittest.TestCase):
    def check(self, code, said, arguments, pieces):
        status, out, memory = measure(arguments, pieces)
        self.assertEqual(status, code)
        self.assertIn(said, out)
        self.assertLess(memory, MEMORY)

    def test_a_gibibyte_of_one_line_is_refused_at_its_limit(self):
        self.check(REJECTED, "rejected at octet 256  [9112-3-method-limit]", ["explain"], gibibyte(b"a"))

    def test_of_one_target(self):
        pieces = [b"GET /", *gibibyte(b"a")]
        self.check(REJECTED, "rejected at octet 65540  [9112-3-request-target-limit]", ["explain"], pieces)
        self.check(REJECTED, '"clause":"9112-3-request-target-limit"', ["explain", "--json"], pieces)

    def test_of_one_field(self):
        self.check(REJECTED, "[9110-5.4-field-line-limit]", ["explain"], [b"GET / HTTP/1.1\r\nX: ", *gibibyte(b"a")])

    def test_of_fields(self):
        self.check(REJECTED, "[9110-5.4-field-count-limit]", ["explain"], [b"GET / HTTP/1.1\r\n", *gibibyte(b"X:\r\n")])

    def test_of_chunk_ext(self):
        head = b"PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1"
        self.check(REJECTED, "[9112-7.1.1-chunk-line-limit]", ["explain"], [head, *gibibyte(b";a")])

    def test_of_body_is_streamed(self):
        head = b"PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n" % GIB
        self.check(ACCEPTED, "(1073741824 octets)", ["explain"], [head, *gibibyte(b"\x00")])

    def test_of_body_until_close(self):
        self.check(ACCEPTED, "accept: 1 complete message", ["explain"], [b"HTTP/1.1 200 OK\r\n\r\n", *gibibyte(b"a")])

    def test_of_one_line_of_json(self):
        status, out, memory = measure(["parse"], [*gibibyte(b"["), b"\n{}\n"])
        self.assertEqual(status, ACCEPTED)
        self.assertEqual([line[:14] for line in out.splitlines()], ['{"id":null,"er'] * 2)
        self.assertLess(memory, 3 * MEMORY)


class Outputs(unittest.TestCase):
    VERBS = (["explain"], ["clauses"], ["parse"], ["--help"], ["explain", "--json"], ["--version"],
             ["grammar", "chunk-ext"], ["grammar", "--list"], ["grammar", "token", "--dot"],
             ["grammar", "token", "--sample", "9"], ["grammar", "token", "--near-miss", "9"], ["grammar", "--vectors", "weight"])

    def check(self, result):
        self.assertEqual(result.returncode, CANNOT_WRITE, result)
        self.assertEqual(result.stderr.count(b"\n"), 1, result.stderr)
        self.assertIn(b"cannot write to standard output", result.stderr)

    def test_full_disk(self):
        for verb in self.VERBS:
            with open("/dev/full", "wb") as full:
                self.check(subprocess.run([PLUMBLINE, *verb], input=REQUEST, stdout=full, stderr=subprocess.PIPE))

    def test_closed_pipe(self):
        for verb in self.VERBS:
            reader, writer = os.pipe()
            os.close(reader)
            with open(writer, "wb") as pipe:
                self.check(subprocess.run([PLUMBLINE, *verb], input=REQUEST, stdout=pipe, stderr=subprocess.PIPE))

    def test_closed_standard_output(self):
        for verb in self.VERBS:
            self.check(subprocess.run(["/bin/sh", "-c", 'exec "$0" "$@" >&-', PLUMBLINE, *verb], input=REQUEST,
                                      stderr=subprocess.PIPE))

    def test_a_pipe_that_closes_ends_an_endless_input(self):
        process = subprocess.Popen([PLUMBLINE, "parse"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        process.stdout.close()
        feeder = threading.Thread(target=feed, args=(process.stdin, gibibyte(b"\n")))
        feeder.start()
        self.assertIn(b"cannot write", process.stderr.read())
        self.assertEqual(process.wait(timeout=60), CANNOT_WRITE)
        process.stderr.close()
        feeder.join()


class Color(unittest.TestCase):
    def test_not_in_a_pipe(self):
        self.assertNotIn("\x1b", run("explain", octets=REQUEST).out)
        self.assertIn("\x1b[", run("explain", "--color=always", octets=REQUEST).out)
        self.assertEqual(run("explain", "--color", "auto", octets=REQUEST).out, run("explain", octets=REQUEST).out)


if __name__ == "__main__":
    unittest.main()
