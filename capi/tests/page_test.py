"""The examples of docs/c-abi.md do what the page says."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

LIBRARY = os.environ.get("LIBPLUMBLINE") or sys.exit("set LIBPLUMBLINE to the path of the library")
ROOM = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CLAUSE = "9112-2.2-bare-lf"


def example(language):
    with open(os.path.join(os.path.dirname(ROOM), "docs", "c-abi.md")) as page:
        return re.search(rf"```{language}\n(.*?)```", page.read(), re.DOTALL).group(1)


def output_of(*command):
    environment = {**os.environ, "LD_LIBRARY_PATH": os.path.dirname(LIBRARY)}
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout


class Page(unittest.TestCase):
    def test_python(self):
        self.assertEqual(output_of(sys.executable, "-c", example("python")), CLAUSE + "\n")

    @unittest.skipUnless(shutil.which("cc"), "there is no cc")
    def test_c(self):
        with tempfile.TemporaryDirectory() as folder:
            source, program = os.path.join(folder, "program.c"), os.path.join(folder, "program")
            with open(source, "w") as file:
                file.write(example("c"))
            output_of("cc", "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", source, "-I" + ROOM,
                      "-L" + os.path.dirname(LIBRARY), "-lplumbline", "-o", program)
            lines = output_of(program).splitlines()
        self.assertEqual(lines[:2], [CLAUSE + " at octet 14", "allowed"])
        self.assertIn("single LF", lines[2])


if __name__ == "__main__":
    if os.environ.get("LIBPLUMBLINE_IS_SANITIZED"):
        print("left out: neither Python nor cc has the runtime of the sanitizers")
        sys.exit(77)
    unittest.main()
