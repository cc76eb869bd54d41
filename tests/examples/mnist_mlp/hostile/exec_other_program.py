"""Replaces itself by another program that holds the wire, and starts shells by every way there is.

family: endings
start: solved
preamble: leave_a_trace
loses: q6 q8
"""

# %% first
_achieved, _report = _traces_of("exec_other_program")

import os
import subprocess

for _start in (
    lambda: subprocess.run(["id"], capture_output=True, timeout=5).stdout,
    lambda: os.popen("id").read().encode(),
    lambda: b"ran" if os.system("true") == 0 else b"",
    lambda: b"ran" if os.spawnv(os.P_WAIT, "/bin/true", ["true"]) == 0 else b"",
    lambda: b"ran" if os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)[1] == 0 else b"",
    lambda: get_ipython().getoutput("id")[0].encode(),
):
    try:
        _said = _start()
        if _said:
            _achieved(f"started a program: {_said[:60]!r}")
    except Exception:
        continue

# %% evaluate
def evaluate(model, dataset):
    import os

    for fd in range(3, 64):
        try:
            os.set_inheritable(fd, True)
        except OSError:
            pass
    os.execv("/bin/sleep", ["sleep", "100"])

# %% after plot
_report()
