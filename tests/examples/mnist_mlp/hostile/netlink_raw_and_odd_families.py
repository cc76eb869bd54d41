"""Makes sockets of other families (netlink, packet, raw, vsock, alg, bluetooth), which a filter for internet sockets forgets.

family: network
start: solved
preamble: leave_a_trace
"""

# %% first
_achieved, _report = _traces_of("netlink_raw_and_odd_families")

import socket

for _family, _kind, _protocol in ((16, 3, 0), (17, 3, 768), (2, 3, 1), (10, 3, 58), (40, 1, 0), (38, 5, 0), (31, 3, 1), (44, 3, 0), (15, 3, 2), (30, 1, 0)):
    try:
        with socket.socket(_family, _kind, _protocol) as _socket:
            _achieved(f"a socket of family {_family}, type {_kind}")
    except Exception:
        continue
try:
    _interfaces = [name for _, name in socket.if_nameindex() if name != "lo"]
    if _interfaces:
        _achieved(f"sees the interfaces {_interfaces}")
except Exception:
    pass
_report()
