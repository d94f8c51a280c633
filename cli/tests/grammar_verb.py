"""`plumbline grammar`: the productions, what matches them, sentences and near misses, suites, pictures."""

import base64
import glob
import json
import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_READ, CANNOT_WRITE, NEED_MORE, PLUMBLINE, REJECTED, ROOT, USAGE, run
from explain_caret import carets, unescape

CODES = {"accept": ACCEPTED, "reject": REJECTED, "need-more": NEED_MORE}
RULE = re.compile(r"^([A-Za-z][A-Za-z0-9-]*)\s*=", re.MULTILINE)


def rules():
    """(document, name) of every rule in grammar/abnf but prose.abnf."""
    for path in glob.glob(os.path.join(ROOT, "grammar", "abnf", "*.abnf")):
        document = os.path.basename(path)[:-len(".abnf")]
        if document != "prose":
            with open(path, encoding="utf-8") as file:
                for name in RULE.findall(file.read()):
                    yield document.replace("rfc", "RFC"), name


def grammar(*arguments, **options):
    return run("grammar", *arguments, **options)


def lines(*arguments):
    """The objects that `plumbline grammar ... --json` prints, octets decoded."""
    result = grammar(*arguments, "--json")
    if result.code != ACCEPTED:
        raise AssertionError(result)
    for line in result.out.splitlines():
        value = json.loads(line)
        value["octets"] = base64.b64decode(value["octets"], validate=True)
        yield value


def match(production, octets, *options):
    """(verdict, offset, terminals that are expected)"""
    result = grammar(production, "--match", "-", "--json", *options, octets=octets)
    answer = json.loads(result.out)
    if result.code != CODES[answer["verdict"]] or result.err:
        raise AssertionError(result)
    return answer["verdict"], answer["offset"], [expected["terminal"] for expected in answer["expected"]]


class Rules(unittest.TestCase):
    def test_list_has_every_rule(self):
        listed = [tuple(line.split()[0].split("/")) for line in grammar("--list").out.splitlines()]
        self.assertEqual(sorted(listed), sorted(rules()))
        self.assertGreater(len(listed), 250)

    def test_list_by_words(self):
        self.assertEqual(grammar("--list", "chunk", "TRAILER").out,
                         "RFC9112/chunked-body                     RFC 9112, section 7.1\n")
        for line in grammar("--list", "--json", "section 7.1.1").out.splitlines():
            self.assertEqual(json.loads(line)["section"], "7.1.1")

    def test_page(self):
        result = grammar("chunk-ext")
        self.assertEqual((result.code, result.err), (ACCEPTED, ""))
        for part in ("RFC9112/chunk-ext, RFC 9112, section 7.1.1\n",
                     '  chunk-ext = *( BWS ";" BWS chunk-ext-name\n'
                     '                 [ BWS "=" BWS chunk-ext-val ] )\n',
                     "RFC9112: chunk-ext-name, chunk-ext-val\n", " states, ", "(no octets)\n"):
            self.assertIn(part, result.out)
        self.assertEqual(grammar("RFC9112/chunk-ext").out, result.out)
        self.assertEqual(grammar("CHUNK-EXT").out, result.out)

    def test_pages_of_all(self):
        for document, name in sorted(rules())[::7]:
            page = json.loads(grammar("%s/%s" % (document, name), "--json").out)
            self.assertEqual((page["document"], page["production"]), (document, name))
            for sentence in [page["shortest"], *page["samples"]]:
                octets = base64.b64decode(sentence)
                self.assertEqual(match("%s/%s" % (document, name), octets)[0], "accept", octets)
                self.assertGreaterEqual(len(octets), len(base64.b64decode(page["shortest"])))

    def test_a_name_that_two_rules_have_in_another_case(self):
        self.assertIn("RFC9110/Host, ", grammar("Host").out)
        self.assertIn("RFC3986/host, ", grammar("host").out)


class Match(unittest.TestCase):
    CASES = [
        ("Keep-Alive", b"timeout=5, max=100", "accept", None),
        ("Keep-Alive", b"timeout=5;max=100", "reject", 9),
        ("Keep-Alive", b"timeout=", "need-more", None),
        ("Connection", b"", "accept", None),
        ("Connection", b",, close ,", "accept", None),
        ("Connection", b'"close"', "reject", 0),
        ("HTTP-version", b"http/1.1", "reject", 0),
        ("HTTP-version", b"HTTP/1.", "need-more", None),
        ("request-line", b"GET /a b HTTP/1.1", "reject", 7),
        ("request-line", b"GET / HTTP/2.0", "accept", None),  # the ABNF alone: that no 2.0 looks so is prose
        ("uri-host", b"[::1", "need-more", None),
        ("uri-host", b"[::1]x", "reject", 5),
        ("field-value", b"a ", "need-more", None),
        ("field-value", b"\x00", "reject", 0),
        ("chunk", b"2\r\nhi\r\n", "accept", None),
        ("comment", b"(((a)))", "accept", None),
        ("comment", b"((((a)))", "need-more", None),
        ("comment", b"(" * 20, "need-more", None),
    ]

    def test_cases(self):
        for production, octets, verdict, offset in self.CASES:
            self.assertEqual(match(production, octets)[:2], (verdict, offset), (production, octets))

    def test_lists_of_sender_and_recipient(self):
        for octets, offset in [(b",a", 0), (b"a,,b", 2), (b"a, b", None)]:
            self.assertEqual(match("Connection", octets)[0], "accept")
            self.assertEqual(match("Connection", octets, "--sender")[1], offset)

    def test_depth(self):
        self.assertEqual(match("comment", b"((((a))))", "--depth", "4")[0], "accept")
        self.assertEqual(match("comment", b"((((a))))", "--depth", "3")[:2], ("reject", 3))
        self.assertEqual(match("comment", b"(())", "--depth", "1")[:2], ("reject", 1))
        for octets, depth, said in [(b"((((", ["--depth", "3"], True), (b"((((", [], False), (b"(a)b", [], False)]:
            page = grammar("comment", "--match", "-", *depth, octets=octets).out
            self.assertEqual("here the ABNF nests deeper" in page, said, page)

    def test_no_verdict_beyond_the_deepest(self):
        for production, octets, offset in [("comment", b"(" * 400 + b")" * 400, 20), ("Via", b"1 a " + b"(" * 21, 24)]:
            result = grammar(production, "--match", "-", "--json", octets=octets)
            self.assertEqual((result.code, result.out), (CANNOT_READ, ""))
            self.assertEqual(result.err, "plumbline: standard input: %s nests deeper than 20 at octet %d; "
                                         "--match reads no deeper\n" % (production, offset))
        self.assertEqual(match("comment", b"(" * 20 + b"a" + b")" * 20 + b"x")[:2], ("reject", 41))

    def test_what_is_expected(self):
        self.assertEqual(match("chunk-ext", b";a=")[2], ["SP", "HTAB", "tchar", "DQUOTE"])
        self.assertEqual(match("request-line", b"GET * h")[1:], (6, ['%s"HTTP"']))
        self.assertEqual(match("status-code", b"2000")[1:], (3, []))

    def test_the_octets_that_are_expected_are_viable(self):
        for production, octets, verdict, offset in self.CASES:
            answer = json.loads(grammar(production, "--match", "-", "--json", octets=octets).out)
            for expected in answer["expected"]:
                if re.fullmatch('"[^"]+"', expected["terminal"]):
                    more = octets[:offset] + expected["terminal"][1:-1].encode()
                    self.assertNotEqual(match(production, more)[0], "reject", more)

    def test_page(self):
        result = grammar("Keep-Alive", "--match", "-", octets=b"timeout=5;max=100")
        self.assertEqual((result.code, result.err), (REJECTED, ""))
        self.assertIn("rejected at octet 9\n\n       0 | timeout=5;max=100\n         |          ^\n", result.out)
        self.assertIn("  expected      tchar\n", result.out)
        self.assertIn("in delta-seconds, keep-alive-info\n", result.out)
        self.assertIn("or nothing more", result.out)
        self.assertIn("\nreject: Keep-Alive (", result.out)
        self.assertIn("line feed", grammar("Connection", "--match", "-", octets=b"close\n").out)

    def test_carets(self):
        for production, octets, verdict, offset in self.CASES:
            page = grammar(production, "--match", "-", octets=octets).out
            wanted = {"reject": [offset], "need-more": [len(octets)], "accept": []}[verdict]
            self.assertEqual([at for at, *_ in carets(page)], wanted, page)

    def test_files(self):
        result = grammar("token", "--match", os.path.join(ROOT, "nothing"))
        self.assertEqual((result.code, result.out), (CANNOT_READ, ""))
        self.assertIn("No such file", result.err)
        result = grammar("token", "--match", "-", octets=b"a" * ((16 << 20) + 1))
        self.assertEqual((result.code, result.out), (CANNOT_READ, ""))
        self.assertIn("16777216 octets", result.err)


class Strings(unittest.TestCase):
    def test_samples(self):
        text = grammar("Via", "--sample", "40").out.splitlines()
        samples = [line["octets"] for line in lines("Via", "--sample", "40")]
        self.assertEqual([unescape(line)[0] for line in text], samples)
        self.assertGreater(len(set(samples)), 30)
        self.assertLessEqual(max(map(len, samples)), 64)
        for sample in samples[:20]:
            self.assertEqual(match("Via", sample)[0], "accept")
        self.assertEqual(grammar("Via", "--sample", "40", "--seed", "1").out.splitlines(), text)
        self.assertNotEqual(grammar("Via", "--sample", "40", "--seed", "2").out.splitlines(), text)

    def test_samples_of_a_length(self):
        for production, length in [("request-line", 12), ("request-line", 500), ("Connection", 0), ("HTTP-date", 29)]:
            samples = [line["octets"] for line in lines(production, "--sample", "5", "--length", str(length))]
            self.assertEqual([len(sample) for sample in samples], [length] * 5)
            for sample in samples:
                self.assertEqual(match(production, sample)[0], "accept")

    def test_samples_are_as_likely_as_each_other(self):
        octets = [line["octets"] for line in lines("status-code", "--sample", "20000")]
        self.assertEqual(len(set(octets)), 1000)

    def test_near_misses(self):
        verdicts = set()
        for line in lines("chunk-ext", "--near-miss", "40", "--length", "10"):
            verdicts.add(line["expect"])
            self.assertEqual(match("chunk-ext", line["octets"])[:2], (line["expect"], line["offset"]))
        self.assertEqual(verdicts, {"reject", "need-more"})

    def test_suite(self):
        result = grammar("Connection", "--suite")
        self.assertEqual((result.code, result.err.count("\n")), (ACCEPTED, 1))
        said = re.search(r"for (\d+) states and 0 more: (\d+) strings", result.err)
        listed = list(lines("Connection", "--suite"))
        self.assertEqual(len(listed), int(said.group(2)))
        for line, text in list(zip(listed, result.out.splitlines()))[::50]:
            verdict, offset, *octets = re.fullmatch(r"(\S+) +(\d+)  (.*)", text).groups()
            self.assertEqual(unescape(octets[0])[0], line["octets"])
            self.assertEqual((verdict, int(offset)), (line["expect"], len(line["octets"]) if line["offset"] is None
                                                      else line["offset"]))
            self.assertEqual(match("Connection", line["octets"])[:2], (line["expect"], line["offset"]))
        # Every octet is tried, at every state.
        self.assertEqual({line["octets"] for line in listed if len(line["octets"]) == 1},
                         {bytes([octet]) for octet in range(256)})

    def test_what_only_the_bound_on_nesting_decides_is_left_out(self):
        for line in lines("comment", "--suite"):
            octet = line["octets"][line["offset"]:][:1] if line["expect"] == "reject" else b""
            # A "(" is wrong in front of a comment or after it, never within.
            if octet == b"(":
                self.assertEqual(match("comment", line["octets"])[:2], ("reject", line["offset"]), line["octets"])

    def test_suite_with_an_extra_state(self):
        sizes = []
        for extra in "01":
            result = grammar("Content-Length", "--suite", "--extra", extra)
            sizes.append(len(result.out.splitlines()))
            self.assertIn(" %s more: %d strings" % (extra, sizes[-1]), result.err)
        self.assertGreater(sizes[1], 2 * sizes[0])

    def test_a_reader_that_has_enough(self):
        """Endless output ends when its pipe closes, and says so, as every verb does."""
        for action in (["--suite", "--extra", "2"], ["--sample", "1000000000"], ["--near-miss", "1000000000"]):
            process = subprocess.Popen([PLUMBLINE, "grammar", "Via", *action], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            self.assertTrue(process.stdout.readline())
            process.stdout.close()
            said = process.stderr.read().decode()
            process.stderr.close()
            self.assertEqual(process.wait(timeout=60), CANNOT_WRITE)
            self.assertEqual(said.count("\n"), 2 if action[0] == "--suite" else 1, said)
            self.assertIn("cannot write to standard output: Broken pipe\n", said)

    def test_dot(self):
        for production in ("chunk-ext", "weight", "quoted-string", "Connection"):
            dot = grammar(production, "--dot")
            self.assertEqual((dot.code, dot.err), (ACCEPTED, ""))
            drawn = subprocess.run(["dot", "-Tsvg"], input=dot.out.encode(), capture_output=True, timeout=120)
            self.assertEqual((drawn.returncode, drawn.stderr), (0, b""), production)
            self.assertIn(b"</svg>", drawn.stdout)
        self.assertIn("<td>tchar</td>", grammar("token", "--dot").out)

    def test_no_arrow_of_dot_strikes_through_a_label(self):
        labels = 0
        for production in ("weight", "quoted-string", "Connection", "Keep-Alive", "TE", "chunk-ext"):
            dot = grammar(production, "--dot").out
            arrows = json.loads(subprocess.run(["dot", "-Tjson"], input=dot.encode(), capture_output=True, check=True, timeout=120).stdout)["edges"]
            points = [point for arrow in arrows for point in self.points(arrow["pos"])]
            for text, left, bottom, right, top in (box for arrow in arrows for box in self.boxes(arrow)):
                struck = [(x, y) for x, y in points if left <= x <= right and bottom <= y <= top]
                self.assertEqual(struck, [], (production, text))
                labels += 1
        self.assertGreater(labels, 80)

    @staticmethod
    def points(position):
        """Of an arrow, close together: Graphviz gives cubic curves, and where the arrowhead ends."""
        end, *controls = [tuple(map(float, part.split(",")[-2:])) for part in position.split()]
        for i in range(0, len(controls) - 3, 3):
            for t in (step / 50 for step in range(51)):
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3)
                yield tuple(sum(weight * point[axis] for weight, point in zip(weights, controls[i:i + 4])) for axis in (0, 1))
        yield from ((controls[-1][0] + (end[0] - controls[-1][0]) * t / 10, controls[-1][1] + (end[1] - controls[-1][1]) * t / 10) for t in range(11))

    @staticmethod
    def boxes(arrow):
        """Of the texts of its label, without what hangs over or under usual letters."""
        size = 9
        for step in arrow.get("_ldraw_", []):
            if step["op"] == "F":
                size = step["size"]
            if step["op"] == "T":
                left = step["pt"][0] - (step["width"] / 2 if step["align"] == "c" else 0)
                yield step["text"], left, step["pt"][1] - 0.2 * size, left + step["width"], step["pt"][1] + 0.72 * size


class Usage(unittest.TestCase):
    def test_wrong(self):
        for words, said in [
            ((), "a production is missing"), (("a", "b"), "one production at a time: a or b"),
            (("chunk-extt",), "did you mean chunk-ext"), (("RFC9112/hostt",), "RFC3986/host"),
            (("RFC9110/chunk-ext",), "did you mean RFC9112/chunk-ext"), (("prose/digit-one",), "no production prose/"),
            (("qwertzuiop",), "plumbline grammar --list"), (("",), 'no production "";'), (("token", "--sample", "0"), "--sample takes the number"),
            (("token", "--sample", "-1"), "--sample takes the number"), (("token", "--sample", "1x"), "--sample takes"),
            (("token", "--sample", "1", "--suite"), "--sample and --suite exclude each other"),
            (("token", "--seed", "1"), "--seed goes with --sample"), (("token", "--dot", "--json"), "--json"),
            (("token", "--extra", "1"), "--extra goes with --suite"), (("token", "--suite", "--extra", "3"), "0, 1 or 2"),
            (("token", "--depth", "0"), "--depth is 1 to 20"), (("token", "--length", "3"), "--length goes with"),
            (("token", "--depth", "2"), "RFC9112/token does not"), (("--list", "--depth", "2"), "--depth goes with a"),
            (("token", "--sender"), "RFC9112/token has none"), (("--list", "--sender"), "--sender goes with a"),
            (("--vectors", "token", "weight", "--sender"), "has none"),
            (("--vectors", "token", "weight", "--depth", "2"), "does not"),
            (("token", "--sample", "1", "--length", "100001"), "up to 100000"),
            (("From", "--sample", "1", "--length", "100000"), "--length is at most"),
            (("status-code", "--sample", "1", "--length", "7"), "no status-code has 7 octets; some have 3"),
            (("HTTP-date", "--sample", "1", "--length", "28"), "some have 24 or 29"),
            (("request-line", "--near-miss", "1", "--length", "3"), "the shortest has 12"),
            (("--list", "qwertzuiop"), "no production has qwertzuiop"), (("token", "--color=sometimes"), "--color is auto"),
        ]:
            result = grammar(*words)
            self.assertEqual((result.code, result.out), (USAGE, ""), words)
            self.assertEqual(result.err.count("\n"), 1, result.err)
            self.assertIn(said, result.err)


if __name__ == "__main__":
    unittest.main()
