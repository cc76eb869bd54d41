"""Replaces each array, list and dictionary of its answers by a far larger one of its kind, on which judges compute for long.

family: bombs
start: solved
preamble: modules_of_the_grader
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% first
import json
import struct

_module = grader_module("sandbox.wire")
_pack = _module.pack

import numpy as np

def _larger(value):
    if isinstance(value, np.ndarray) or type(value).__name__ in ("Tensor", "Parameter"):
        shape = list(value.shape) or [1]
        shape[0] = max(1, 2**21 // max(1, int(np.prod(shape[1:]))))
        return np.ones(shape, np.uint8)
    if isinstance(value, (list, tuple)):
        return [_larger(item) for item in value][:1] * 200_000 if value and not isinstance(value[0], (list, dict)) else list(value)
    if isinstance(value, dict):
        return {key: _larger(item) for key, item in value.items()}
    return value

def _instead(value):
    return _pack({"evidence": _larger(value["evidence"]), "blanks": [], "remarks": []})

def _lying_pack(value):
    if isinstance(value, dict) and "evidence" in value:
        return _instead(value)
    return _pack(value)

_module.pack = _lying_pack
