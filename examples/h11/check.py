"""Holds Python's h11 to Plumbline's vectors: plumbline grammar --vectors | /usr/bin/python3 examples/h11/check.py"""

import base64
import collections
import json
import sys

import ask
from differences import name_of

agree, differ = collections.Counter(), collections.defaultdict(list)
for vector in map(json.loads, sys.stdin):
    production, octets = vector["production"], base64.b64decode(vector["octets"])
    message = ask.wrapped(production, octets)
    if message is None:
        continue
    accepted = ask.accepts(production, message)
    if accepted == ((vector["prose"] or vector)["expect"] == "accept"):
        agree[production] += 1
    else:
        differ[production, name_of(vector, octets, accepted), accepted].append(octets)

print("h11", ask.h11.__version__)
for production in ask.WRAP:
    print("%-18s %5d agree" % (production, agree[production]))
    for (other, name, accepted), found in sorted(differ.items()):
        if other == production:
            shown = ", ".join(repr(octets)[1:] for octets in found[:3])
            print("    %4d %s, %s: %s" % (len(found), name, "accepted" if accepted else "rejected", shown))
