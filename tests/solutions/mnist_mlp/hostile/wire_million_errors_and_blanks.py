"""Reports a million failed cells and answers with a million blanks, each of which the engine would keep and print.

family: wire
start: solved
"""

# %% first
try:
    from autograder.wire import Wire as _Wire

    _send = _Wire.send

    def _lying_send(self, message, deadline=None):
        if isinstance(message, dict) and "cell_errors" in message:
            message = {"cell_errors": [{"cell": "code cell " + str(i), "message": "x" * 100} for i in range(1_000_000)]}
        elif isinstance(message, dict):
            message = {"evidence": {}, "blanks": ["code cell 1, line " + str(i) for i in range(1_000_000)]}
        return _send(self, message, deadline)

    _Wire.send = _lying_send
except Exception:
    pass
