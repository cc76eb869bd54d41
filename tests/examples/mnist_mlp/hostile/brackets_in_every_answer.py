"""Adds to each answer as many empty lists as one message may have, which a judge keeps until its question is over.

family: bombs
start: solved
preamble: modules_of_the_grader
"""

# %% first
import json
import struct

_module = grader_module("sandbox.wire")
_pack = _module.pack

def _instead(value):
    structure, tensors = _pack(value)
    return structure[:-1] + b', "more": [' + b",".join([b"[]"] * (2 * 2**20)) + b"]}", tensors

def _lying_pack(value):
    if isinstance(value, dict) and "evidence" in value:
        return _instead(value)
    return _pack(value)

_module.pack = _lying_pack
