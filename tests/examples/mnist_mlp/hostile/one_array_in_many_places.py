"""Answers with one array of 30 MB that 20,000 places name: small on the wire, and gigabytes once a judge adds them up.

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
    size = 30 * 2**20
    header = json.dumps({"0": {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}}).encode()
    structure = json.dumps({"evidence": [{"\0array": "0"}] * 20_000, "blanks": [], "remarks": []}).encode()
    return structure, struct.pack("<Q", len(header)) + header + bytes(size)

def _lying_pack(value):
    if isinstance(value, dict) and "evidence" in value:
        return _instead(value)
    return _pack(value)

_module.pack = _lying_pack
