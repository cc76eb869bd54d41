"""Answers with hundreds of thousands of arrays without a number: a list of them is small, and each becomes an object or three.

family: wire
start: solved
preamble: modules_of_the_grader
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% first
import json
import struct

_module = grader_module("sandbox.wire")
_pack = _module.pack

def _instead(value):
    count = 400_000
    header = json.dumps({str(i): {"dtype": "U8", "shape": [0], "data_offsets": [0, 0]} for i in range(count)}).encode()
    structure = json.dumps({"evidence": [{"\0array": str(i)} for i in range(count)], "blanks": [], "remarks": []}).encode()
    return structure, struct.pack("<Q", len(header)) + header

def _lying_pack(value):
    if isinstance(value, dict) and "evidence" in value:
        return _instead(value)
    return _pack(value)

_module.pack = _lying_pack
