"""What the library exports are the functions that plumbline.h declares: no other, and none is missing. It holds nothing
that changes."""

import os
import re
import shutil
import subprocess
import sys
import unittest

LIBRARY = os.environ.get("LIBPLUMBLINE") or sys.exit("set LIBPLUMBLINE to the path of the library")
HEADER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "plumbline.h")
OF_THE_TOOLCHAIN = {"std::__ioinit", "completed.0", "__TMC_END__", "__dso_handle", "DW.ref.__gxx_personality_v0"}


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

    @unittest.skipIf(os.environ.get("LIBPLUMBLINE_IS_INSTRUMENTED"), "instruments have data of their own")
    def test_nothing_changes(self):
        changing = re.compile(r"\s\.t?(?:data|bss)\s+[0-9a-f]+\s+(?:\.hidden )?(.+)")
        symbols = set(changing.findall(output_of("objdump", "-tC", LIBRARY)))
        self.assertIn("std::__ioinit", symbols)  # or the library has no symbols to look at
        self.assertEqual(symbols - OF_THE_TOOLCHAIN, set())

    @unittest.skipIf(os.environ.get("LIBPLUMBLINE_NEEDS_PARSER"), "the parser is shared, too")
    def test_nothing_of_ours_is_needed(self):
        self.assertNotRegex(output_of("readelf", "-d", LIBRARY), r"NEEDED.*\[libplumbline")


if __name__ == "__main__":
    if not all(map(shutil.which, ("nm", "objdump", "readelf"))):
        print("left out: it wants binutils")
        sys.exit(77)
    unittest.main()
