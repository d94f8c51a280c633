"""`plumbline check`: the contract of docs/check.md, with adapters that answer well, wrongly, oddly and not at all."""

import base64
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from command import ACCEPTED, CANNOT_READ, CANNOT_WRITE, PLUMBLINE, REJECTED, ROOT, USAGE, Result, run

# Before the body of each adapter's loop; `number` counts the questions since its start.
HEAD = """
import base64, json, os, sys, time
def answer(question, observed):
    print(json.dumps({"id": question["id"], "observed": observed}), flush=True)
number = 0
for line in sys.stdin:
    question = json.loads(line)
    octets = base64.b64decode(question["octets"])
    number += 1
"""
KNOWS_NOTHING = "    answer(question, {})"
ACCEPTS_ALL = '    answer(question, {"outcome": "accept"})'


class Check(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def adapter(self, body, name="adapter.py"):
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write(HEAD + body + "\n")
        return [sys.executable, "-S", path]

    def path(self, name):
        return os.path.join(self.folder, name)

    def check(self, body, *options):
        """What it says of its progress is left out."""
        result = run("check", *options, "--", *self.adapter(body))
        return result._replace(err=re.sub(r"plumbline: \d+ of \d+ questions, \d+ failed\n", "", result.err))

    def json(self, body, *options):
        """The exit status, the classes by name, and the counts."""
        result = self.check(body, "--json", *options)
        self.assertEqual(result.err, "")
        lines = [json.loads(line) for line in result.out.splitlines()]
        return result.code, {line["class"]: line for line in lines[:-1]}, lines[-1]


class Verdicts(Check):
    def test_what_is_not_known_agrees_with_anything(self):
        code, classes, counts = self.json(KNOWS_NOTHING)
        self.assertEqual((code, classes, counts["starts"]), (ACCEPTED, {}, 1))
        self.assertGreater(counts["questions"], 1000)
        self.assertEqual(counts["counts"]["conforms"], counts["questions"])

    def test_the_strict_reading_is_right(self):
        """An adapter to Plumbline itself. It is over-strict in one thing, which docs/choices.md tells: it replaces no obs-fold,
        as user agents must."""
        body = """
    import subprocess
    asked = {name: question[name] for name in question if name != "role"}
    if number == 1:
        parse = subprocess.Popen([%r, "parse"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    parse.stdin.write(json.dumps(asked).encode() + b"\\n")
    parse.stdin.flush()
    said = json.loads(parse.stdout.readline())
    answer(question, {"outcome": said["verdict"], "messages": said["messages"]})
""" % PLUMBLINE
        code, classes, counts = self.json(body)
        self.assertEqual({name for name in classes if classes[name]["fails"]}, {"over-strict 9112-5.2-obs-fold outcome"})
        self.assertEqual((code, counts["counts"]["violates"]), (REJECTED, 0))

    def test_violations_are_grouped(self):
        code, classes, counts = self.json(ACCEPTS_ALL)
        self.assertEqual((code, counts["news"]), (REJECTED, sum(one["fails"] for one in classes.values())))
        self.assertEqual(sum(counts["counts"].values()), counts["questions"])
        told = sum(len(one["questions"]) for name, one in classes.items() if name.startswith("violates "))
        self.assertEqual(told, counts["counts"]["violates"])
        one = classes["violates 9112-5.1-space-before-colon syntax"]
        self.assertIn("cases/9112-5.1-space-before-colon/two-sp", one["questions"])
        self.assertTrue(any("RFC 9112, section 5.1; " in citation for citation in one["citations"]))

    def test_the_page(self):
        result = self.check(ACCEPTS_ALL, "--role", "origin")
        self.assertEqual((result.code, result.err), (REJECTED, ""))
        for part in ("\nviolates 9112-5.1-space-before-colon syntax  ", "as origin of a request\n", "| Host : ", "^",
                     'observed       {"outcome":"accept"}', "RFC 9112, section 5.1; ", " of findings, "):
            self.assertIn(part, result.out)
        self.assertLessEqual(max(map(len, result.out.splitlines())), 410)

    def test_roles(self):
        kinds = """
    answer(question, {} if (question["kind"], question["role"]) in %r else {"outcome": 1})
"""
        for role, asked in (("origin", [("request", "origin")]), ("user-agent", [("response", "user-agent")]),
                            ("proxy", [("request", "proxy"), ("response", "proxy")]),
                            ("gateway", [("request", "gateway"), ("response", "gateway")]),
                            ("intermediary", [("request", "intermediary"), ("response", "intermediary")])):
            code, classes, counts = self.json(kinds % asked, "--role", role)
            self.assertEqual((code, classes), (ACCEPTED, {}), role)
        self.assertEqual(self.json(kinds % [("request", "origin"), ("response", "user-agent")])[0], ACCEPTED)

    def test_what_is_after_the_error_is_not_compared(self):
        fields = [["Host", "a"], ["Connection", "close"], ["Connection", "@"]]
        body = """
    here = question["id"] == "cases/9110-7.6.1-Connection/wrong-in-the-second-line"
    answer(question, {"messages": [{"fields": %r}]} if here else {})
""" % fields
        self.assertEqual(self.json(body)[:2], (ACCEPTED, {}))

    def test_left_out(self):
        code, classes, counts = self.json('    answer(question, {} if question["kind"] == "request" else None)')
        self.assertEqual((code, classes), (ACCEPTED, {}))
        self.assertEqual(counts["counts"]["left-out"] + counts["counts"]["conforms"], counts["questions"])
        result = self.check("    answer(question, None)")
        self.assertEqual((result.code, result.out), (CANNOT_READ, ""))
        self.assertIn("leaves out every question", result.err)

    def test_a_witness_is_made_shorter(self):
        code, classes, _ = self.json(
            '    answer(question, {"outcome": "accept"} if b"Host : " in octets and b"GET" in octets else {})')
        one = classes["violates 9112-5.1-space-before-colon syntax"]
        octets = base64.b64decode(one["witness"]["octets"])
        self.assertEqual(octets, b"GET / HTTP/1.1\r\nHost : a\r\n")


class NoAnswer(Check):
    def test_dies(self):
        """At one question: found again when it is asked alone, and no other question is lost."""
        body = """
    if question["id"] == "cases/9112-3.1-method/slash-inside": os.kill(os.getpid(), 11)
    if question["id"] == "cases/9112-3.1-method/brace-inside": sys.exit("no such method")
    answer(question, {})
"""
        code, classes, counts = self.json(body)
        self.assertEqual((code, set(classes)), (REJECTED, {"crash"}))
        self.assertEqual(set(classes["crash"]["questions"]), {"cases/9112-3.1-method/brace-inside", "cases/9112-3.1-method/slash-inside"})
        self.assertEqual(counts["counts"]["conforms"], counts["questions"] - 2)
        page = self.check(body).out
        self.assertRegex(page, r"signal 11|exit status 1: no such method")

    def test_dies_of_what_it_was_asked_before(self):
        code, classes, counts = self.json("    if number > 400: sys.exit(1)\n    answer(question, {})")
        self.assertEqual((code, classes), (ACCEPTED, {}))
        self.assertGreater(counts["starts"], 3)

    def test_hangs(self):
        code, classes, counts = self.json("""
    if question["id"] == "cases/9112-3.1-method/brace-inside": time.sleep(60)
    answer(question, {})
""", "--timeout", "1")
        self.assertEqual((code, set(classes)), (REJECTED, {"hang"}))
        self.assertEqual(classes["hang"]["questions"], ["cases/9112-3.1-method/brace-inside"])
        self.assertEqual((counts["counts"]["conforms"], counts["starts"]), (counts["questions"] - 1, 2))

    def test_hangs_too_often(self):
        code, classes, counts = self.json("""
    if question["id"] > "cases/9112-3.1-method/brace-inside" and question["id"].startswith("cases/9112-3.1"): time.sleep(60)
    answer(question, {})
""", "--timeout", "1")
        self.assertEqual((code, len(classes["hang"]["questions"])), (REJECTED, 10))
        self.assertGreater(counts["counts"]["not-asked"], 100)

    def test_floods(self):
        """Garbage without an end is read up to a bound, and other lines are passed over."""
        code, classes, counts = self.json("""
    if question["id"] == "cases/9112-3.1-method/brace-inside":
        while True: sys.stdout.write("x" * 65536)
    if question["id"] == "cases/9112-3.1-method/slash-inside":
        while True: print("x" * 4096)
    sys.stderr.write("noise " * 20000)
    answer(question, {})
""")
        self.assertEqual((code, set(classes), counts["counts"]["no-answer"]), (REJECTED, {"flood"}, 2))

    def test_garbage(self):
        code, classes, counts = self.json("""
    if number % 100 == 3: print("debug: hello\\n\\n\\x00\\xff{]")
    observed = {}
    if number == 10: observed = {"outcome": "perhaps"}
    if number == 11: observed = {"outcomes": "accept"}
    if number == 12: observed = "accept"
    if number == 13: observed = {"messages": [{"framing": "none", "body": "YQ=="}]}
    if number == 14:
        print(json.dumps({"id": question["id"]}), flush=True)
        continue
    answer(question, observed)
""", "--role", "origin")
        self.assertEqual((code, set(classes), len(classes["garbage"]["questions"])), (REJECTED, {"garbage"}, 5))
        self.assertGreater(counts["garbage"], 9)

    def test_answers_nothing(self):
        for body, said in (("    time.sleep(60)", "no answer in 1000 ms"), ("    print('hello', flush=True)", "the last: hello"),
                           ("    sys.exit('no module h12')", "exit status 1: no module h12"), ("    pass", "does it write each answer")):
            before = time.time()
            result = self.check(body, "--timeout", "1")
            self.assertEqual((result.code, result.out), (CANNOT_READ, ""), body)
            self.assertIn("the command answers nothing", result.err)
            self.assertIn(said, result.err)
            self.assertLess(time.time() - before, 30)

    def test_cannot_be_started(self):
        for words in (("/none/such",), (self.folder,), ("",)):
            result = run("check", "--", *words)
            self.assertEqual((result.code, result.out), (CANNOT_READ, ""), words)
            self.assertIn("cannot start the command", result.err)

    def test_memory(self):
        body = "    if number == 5: kept = bytearray(150 << 20)\n    answer(question, {})"
        self.assertEqual(self.json(body)[0], ACCEPTED)
        code, classes, _ = self.json("    if question['id'].endswith('/brace-inside'): kept = bytearray(150 << 20)\n    answer(question, {})",
                                     "--memory", "120")
        self.assertEqual((code, set(classes)), (REJECTED, {"crash"}))

    def test_what_it_started_ends_with_it(self):
        body = """
    import subprocess
    if number == 1: open(%r, "w").write(str(subprocess.Popen(["sleep", "300"]).pid))
    answer(question, {})
""" % self.path("child")
        self.assertEqual(self.check(body).code, ACCEPTED)
        with open(self.path("child")) as file:
            child = int(file.read())
        for _ in range(50):
            try:
                os.kill(child, 0)
                with open("/proc/%d/stat" % child) as stat:
                    if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                        return
            except (ProcessLookupError, FileNotFoundError):
                return
            time.sleep(0.1)
        os.kill(child, signal.SIGKILL)
        self.fail("a child of the command is left")


class Files(Check):
    def test_baseline(self):
        baseline = self.path("baseline")
        first = self.check(ACCEPTS_ALL, "--role", "origin", "--write-baseline", baseline)
        self.assertEqual(first.code, REJECTED)
        again = self.check(ACCEPTS_ALL, "--role", "origin", "--baseline", baseline)
        self.assertEqual(again.code, ACCEPTED)
        self.assertIn(", 0 not in the baseline", again.out)
        with open(baseline) as file:
            lines = file.read().splitlines()
        self.assertEqual(lines[1:], sorted(lines[1:]))
        gone = "violates 9112-5.1-space-before-colon syntax"
        with open(baseline, "w") as file:
            file.write("\n".join(line for line in lines if line != gone))
        code, classes, counts = self.json(ACCEPTS_ALL, "--role", "origin", "--baseline", baseline)
        self.assertEqual((code, counts["news"]), (REJECTED, 1))
        self.assertEqual([name for name in classes if classes[name]["fails"] and not classes[name]["known"]], [gone])
        # No finding that is not told is forgiven: an empty one forgives nothing.
        open(baseline, "w").close()
        self.assertEqual(self.check(ACCEPTS_ALL, "--role", "origin", "--baseline", baseline).code, REJECTED)

    def test_files_that_there_are_not(self):
        result = self.check(KNOWS_NOTHING, "--baseline", self.path("none"))
        self.assertEqual((result.code, result.out), (CANNOT_READ, ""))
        for option in ("--junit", "--sarif", "--write-baseline"):
            result = self.check(KNOWS_NOTHING, option, self.path("none/file"))
            self.assertEqual((result.code, result.err.count("\n")), (CANNOT_WRITE, 1))
            self.assertIn("cannot write", result.err)
        with open("/dev/full", "w") as full:
            result = subprocess.run([PLUMBLINE, "check", "--", *self.adapter(KNOWS_NOTHING)], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(result.returncode, CANNOT_WRITE)

    def test_junit(self):
        code, classes, counts = self.json(ACCEPTS_ALL, "--junit", self.path("junit.xml"))
        suites = xml.etree.ElementTree.parse(self.path("junit.xml")).getroot()
        suite = suites.find("testsuite")
        cases = suite.findall("testcase")
        failures = [case for case in cases if case.find("failure") is not None]
        self.assertEqual((suites.tag, len(cases), int(suite.get("tests"))), ("testsuites", counts["questions"], counts["questions"]))
        self.assertEqual(int(suite.get("failures")), len(failures))
        self.assertEqual(len(failures), sum(len(one["questions"]) for one in classes.values() if one["fails"]))
        named = {"%s/%s" % (case.get("classname"), case.get("name")) for case in failures}
        self.assertIn("cases/9112-5.1-space-before-colon/two-sp", named)

    def test_sarif(self):
        """What the standard and GitHub ask for: version, a driver with its name, and of each result a rule, a level, a
        message and a place."""
        baseline = self.path("baseline")
        with open(baseline, "w") as file:
            file.write("violates 9112-5.1-space-before-colon syntax\n")
        _, classes, _ = self.json(ACCEPTS_ALL, "--sarif", self.path("sarif"), "--baseline", baseline)
        with open(self.path("sarif"), encoding="utf-8") as file:
            sarif = json.load(file)
        self.assertEqual((sarif["version"], len(sarif["runs"])), ("2.1.0", 1))
        driver, results = sarif["runs"][0]["tool"]["driver"], sarif["runs"][0]["results"]
        self.assertEqual(driver["name"], "plumbline")
        ids = [rule["id"] for rule in driver["rules"]]
        self.assertEqual(ids, list(dict.fromkeys(ids)))
        self.assertEqual([result["ruleId"] for result in results], list(classes))
        for result in results:
            self.assertEqual(ids[result["ruleIndex"]], result["ruleId"])
            self.assertIn(result["level"], ("error", "warning", "note"))
            self.assertTrue(result["message"]["text"])
            place = result["locations"][0]["physicalLocation"]
            self.assertTrue(os.path.exists(os.path.join(ROOT, place["artifactLocation"]["uri"])), place)
            self.assertGreaterEqual(place["region"]["byteOffset"], 0)
            known = result["ruleId"] == "violates 9112-5.1-space-before-colon syntax"
            self.assertEqual(result["baselineState"], "unchanged" if known else "new")
        for rule in driver["rules"]:
            self.assertTrue(rule["shortDescription"]["text"] and rule["fullDescription"]["text"])

    def test_two_at_once(self):
        """In one folder, with one adapter: neither sees anything of the other."""
        wanted = self.check(ACCEPTS_ALL, "--json").out
        words = [PLUMBLINE, "check", "--json", "--", *self.adapter(ACCEPTS_ALL)]
        running = [subprocess.Popen(words, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        for process in running:
            out, err = process.communicate(timeout=120)
            self.assertEqual(Result(process.returncode, out.decode(), err.decode()), Result(REJECTED, wanted, ""))
        self.assertEqual(os.listdir(self.folder), ["adapter.py"])

    def test_usage(self):
        for words, said in (((), "a command is missing"), (("--role", "server", "--", "x"), "--role is origin"),
                            (("--timeout", "0", "--", "x"), "--timeout is a number"), (("--memory", "1k", "--", "x"), "--memory is a number"),
                            (("--baseline", "", "--", "x"), "takes the name of a file"), (("--json", "--color=always", "--", "x"), "for people")):
            result = run("check", *words)
            self.assertEqual((result.code, result.out), (USAGE, ""), words)
            self.assertIn(said, result.err)


if __name__ == "__main__":
    unittest.main()
