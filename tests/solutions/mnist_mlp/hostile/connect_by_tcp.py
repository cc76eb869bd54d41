"""Connects by TCP to this machine (a test may listen on 127.0.0.1:47811), to its other addresses and to the outside, over IPv4 and IPv6.

family: network
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="connect_by_tcp"):
    """Leave a trace of a success, outside if that is possible."""
    import os

    folders = ["/tmp", "/var/tmp", os.path.expanduser("~")]
    try:
        import pwd

        folders.append(pwd.getpwuid(os.getuid()).pw_dir)
    except Exception:
        pass
    for folder in folders:
        try:
            with open(os.path.join(folder, "autograder-attack-" + stem), "a") as file:
                file.write(str(what)[:2000] + "\n")
        except Exception:
            pass
    _done.append(str(what)[:200])


def _report():
    """Say it in the report too: the cell error is carried out."""
    if _done:
        raise AssertionError("ACHIEVED: " + "; ".join(_done[:5]))

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
