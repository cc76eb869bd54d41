"""Patches `Wire.send` and `receive` in the child, so that each answer that leaves is replaced by an invented one for the last question.

family: wire
start: blank
preamble: modules_of_the_grader forged_evidence
earns: q1 q2 q3 q4 q8
"""

# %% first
_Wire = grader_module("sandbox.wire").Wire
_send, _receive, _last = _Wire.send, _Wire.receive, {}


def _lying_receive(self, deadline=None):
    message = _receive(self, deadline)
    if isinstance(message, dict) and "probe" in message:
        _last.clear()
        _last.update(message)
    return message


def _lying_send(self, message, deadline=None):
    if _last:
        reply = _forged_reply(_last)
        message = message if "error" in reply else reply
    else:
        message = _FORGED_REPORT
    return _send(self, message, deadline)


_Wire.send, _Wire.receive = _lying_send, _lying_receive
