"""Reports a million failed cells and answers with a million blanks, each of which the engine would keep and print.

family: wire
start: solved
preamble: modules_of_the_grader
loses: q1 q2 q3 q4 q5 q6 q7 q8
"""

# %% first
_Wire = grader_module("sandbox.wire").Wire
_send, _million = _Wire.send, 1_000_000


def _lying_send(self, message, deadline=None):
    if "cell_errors" in message:
        errors = [{"cell": "code cell " + str(i), "message": "x" * 100} for i in range(_million)]
        message = {"cell_errors": errors, "missing": ["package" + str(i) for i in range(_million)]}
    else:
        many = ["code cell 1, line " + str(i) for i in range(_million)]
        message = {"evidence": {}, "blanks": many, "remarks": many, "asked": {"name" + str(i): True for i in range(_million)}}
    return _send(self, message, deadline)


_Wire.send = _lying_send
