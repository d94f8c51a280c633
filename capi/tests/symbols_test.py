"""What the library exports are the functions that plumbline.h declares: no other, and none is missing."""

import os
import re
import shutil
import subprocess
import sys
import unittest

LIBRARY = os.environ.get("LIBPLUMBLINE") or sys.exit("set LIBPLUMBLINE to the path of the library")
HEADER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "plumbline.h")


def output_of(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


class Symbols(unittest.TestCase):
    def test_exported_are_those_declared(self):
        with open(HEADER) as header:
            declared = re.findall(r"^PLUMBLINE_API [^;]*?\b(plumbline_\w+)\(", header.read(), re.MULTILINE)
        exported = [line.split()[-1] for line in output_of("nm", "-D", "--defined-only", LIBRARY).splitlines()]
        self.assertGreater(len(declared), 90)
        self.assertEqual(sorted(exported), sorted(declared))

    def test_soname_has_the_version(self):
        self.assertRegex(output_of("readelf", "-d", LIBRARY), r"SONAME.*\[libplumbline\.so\.\d+\.\d+\]")

    def test_nothing_of_ours_is_needed(self):
        self.assertNotRegex(output_of("readelf", "-d", LIBRARY), r"NEEDED.*\[libplumbline")


if __name__ == "__main__":
    if not shutil.which("nm") or not shutil.which("readelf"):
        print("left out: it wants nm and readelf")
        sys.exit(77)
    unittest.main()
