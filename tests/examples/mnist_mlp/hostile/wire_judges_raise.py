"""Answers each question with evidence of another kind than the judge knows (numbers for dictionaries, missing keys, 4,300-digit integers), to cause a grader error.

family: wire
start: solved
preamble: modules_of_the_grader
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% first
_Wire = grader_module("sandbox.wire").Wire
_send, _turn = _Wire.send, [0]
_odd = [5, None, [], {}, {"train": 1, "test": None}, {"cost": {}, "calls": {}}, "text", [[[]]], True, {"reported": [], "parameters": {"a": 3}}]


def _lying_send(self, message, deadline=None):
    if isinstance(message, dict) and "evidence" in message:
        _turn[0] += 1
        odd = [1, None, {}]
        message = {"evidence": _odd[_turn[0] % len(_odd)], "blanks": odd, "remarks": odd, "asked": odd, "missing": odd}
    return _send(self, message, deadline)


_Wire.send = _lying_send
