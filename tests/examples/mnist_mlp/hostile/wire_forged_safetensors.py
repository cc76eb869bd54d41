"""Answers with hand-made safetensors: shapes up to 2⁶⁴, zero sizes, complex numbers, overlapping offsets, a header of 90 MB, names that are missing.

family: wire
start: solved
preamble: modules_of_the_grader
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% first
import json
import struct

_module = grader_module("sandbox.wire")
_pack, _turn = _module.pack, [0]
_headers = [
    {"0": {"dtype": "F32", "shape": [2**64 - 1, 0], "data_offsets": [0, 0]}},
    {"0": {"dtype": "F32", "shape": [2**63 - 1, 0], "data_offsets": [0, 0]}},
    {"0": {"dtype": "C64", "shape": [1], "data_offsets": [0, 8]}},
    {"0": {"dtype": "BF16", "shape": [4], "data_offsets": [0, 8]}},
    {"0": {"dtype": "F32", "shape": [1] * 70 + [2], "data_offsets": [0, 8]}},
    {"0": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]}, "1": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]}},
    {"__metadata__": {str(i): "x" * 1000 for i in range(90_000)}, "0": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]}},
    {"nothing": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]}},
]

def _lying_pack(value):
    if isinstance(value, dict) and "evidence" in value:
        _turn[0] += 1
        header = json.dumps(_headers[_turn[0] % len(_headers)]).encode()
        structure = json.dumps({"evidence": {"\0array": "0"}, "blanks": [], "remarks": []}).encode()
        return structure, struct.pack("<Q", len(header)) + header + b"\0" * 8
    return _pack(value)

_module.pack = _lying_pack
