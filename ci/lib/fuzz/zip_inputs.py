"""zip_inputs.py ARCHIVE DIRECTORY…: every input below the directories, named by its content."""

import hashlib
import sys
import zipfile
from pathlib import Path

from fuzz.target import inputs_below

archive, directories = sys.argv[1], map(Path, sys.argv[2:])
contents = {hashlib.sha1(octets).hexdigest(): octets
            for octets in (path.read_bytes() for path in inputs_below(*directories))}
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
    for name in sorted(contents):
        file.writestr(zipfile.ZipInfo(name), contents[name], zipfile.ZIP_DEFLATED)
