"""Replaces each number and array of its evidence by NaN, infinities, complex, half and boolean arrays, empty ones, and strings.

family: wire
start: solved
preamble: modules_of_the_grader
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% first
import numpy as np

_Wire = grader_module("sandbox.wire").Wire

_send, _turn = _Wire.send, [0]

def _spoil(value):
    _turn[0] += 1
    if isinstance(value, dict):
        return {key: _spoil(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_spoil(item) for item in value]
    if isinstance(value, np.ndarray):
        nan = np.full(value.shape, np.nan)
        return [nan, -np.full(value.shape, np.inf), value.astype(np.float16), value.astype(bool), np.empty((0, *value.shape)), "x", value.T][_turn[0] % 7]
    if isinstance(value, (int, float)):
        return [float("nan"), float("inf"), -float("inf"), 10**3000, "1", True, None][_turn[0] % 7]
    return value

def _lying_send(self, message, deadline=None):
    if isinstance(message, dict) and "evidence" in message:
        message = {"evidence": _spoil(message["evidence"]), "blanks": [], "remarks": []}
    return _send(self, message, deadline)

_Wire.send = _lying_send
