"""Connects to path sockets and abstract sockets (a test may listen on /tmp/autograder-attack.sock and on the abstract name autograder-attack).

family: network
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("unix_and_abstract_sockets")

import socket

for _address in ("/tmp/autograder-attack.sock", "\0autograder-attack", "/var/run/docker.sock", "/run/dbus/system_bus_socket"):
    for _kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            with socket.socket(socket.AF_UNIX, _kind) as _socket:
                _socket.settimeout(1)
                _socket.connect(_address)
                _achieved(f"connected to {_address!r}")
        except Exception:
            continue
try:
    _left = socket.socket(socket.AF_UNIX)
    _left.bind("\0autograder-attack-unix_and_abstract_sockets")
    _left.listen()
    _names = [line.split()[-1] for line in open("/proc/net/unix") if "@" in line]
    if len([n for n in _names if "autograder-attack" not in n]) > 0:
        _achieved("sees the abstract sockets of others: " + " ".join(_names[:3]))
except Exception:
    pass
_report()
