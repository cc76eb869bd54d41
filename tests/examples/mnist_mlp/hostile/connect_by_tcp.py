"""Connects by TCP to this machine (a test may listen on 127.0.0.1:47811), to its other addresses and to the outside, over IPv4 and IPv6.

family: network
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("connect_by_tcp")

import socket

for _address in (("127.0.0.1", 47811), ("::1", 47811), ("localhost", 47811), (socket.gethostname(), 47811), ("example.com", 80), ("1.1.1.1", 53)):
    try:
        with socket.create_connection(_address, timeout=1) as _socket:
            _socket.sendall(b"autograder-attack\n")
            _achieved(f"connected to {_address}")
    except Exception:
        continue
try:
    _server = socket.create_server(("0.0.0.0", 47812))
    _achieved("listens on every address, port 47812")
except Exception:
    pass
try:
    import urllib.request

    _achieved(urllib.request.urlopen("http://example.com/", timeout=2).status)
except Exception:
    pass
_report()
