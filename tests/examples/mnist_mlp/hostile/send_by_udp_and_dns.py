"""Sends datagrams to 127.0.0.1:47811 and to the outside, and hides data in the name that it looks up; UDP needs no connect that a filter sees.

family: network
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("send_by_udp_and_dns")

import socket

for _family, _address in ((socket.AF_INET, ("127.0.0.1", 47811)), (socket.AF_INET, ("1.1.1.1", 53)), (socket.AF_INET6, ("::1", 47811))):
    for _flags in (0, getattr(socket, "MSG_FASTOPEN", 0)):
        try:
            with socket.socket(_family, socket.SOCK_DGRAM if not _flags else socket.SOCK_STREAM) as _socket:
                _socket.settimeout(1)
                _socket.sendto(b"autograder-attack", _flags, _address)
                _achieved(f"sent to {_address}, flags {_flags}")
        except Exception:
            continue
try:
    _achieved(socket.getaddrinfo("example.com", 80)[0][4])
except Exception:
    pass
_report()
