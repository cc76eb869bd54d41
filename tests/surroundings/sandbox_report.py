"""Run cells in the sandbox in these surroundings, and print the working layers and each cell's findings as JSON."""

import contextlib
import json
import threading
from textwrap import indent

from autograder.model.course_settings import Limits
from autograder.model.submission import Cell
from autograder.sandbox.client import SessionLost, one_sandbox

LIMITS = Limits(memory_megabytes=500, scratch_megabytes=20, cell_seconds=10, threads=30)
FINDINGS = {
    "later": "import time; time.sleep(2); found = 'later'",  # see threads_of_another_program
    "user": "found = os.getuid()",
    "folder": "found = [os.getcwd() == os.path.expanduser('~'), sorted(os.listdir('.')), os.path.isdir('data/MNIST/raw')]",
    "own file": "open('weights.bin', 'w').write('w'); found = open('weights.bin').read()",
    "copy": "import shutil; found = shutil.copy('weights.bin', 'copy.bin')",
    "torch": "import torch; torch.save(torch.ones(3), 'w.pt'); found = torch.load('w.pt').sum().item()",
    "data set": "from torchvision import datasets; found = len(datasets.MNIST('data', download=True))",
    "thread": "import threading; t = threading.Thread(target=print); t.start(); t.join(); found = 'ran'",
    "processors": "found = len(os.sched_getaffinity(0))",
    "a file outside": "import io; io.FileIO('/tmp/autograder-inside', 'w')",  # `open` would write it in the scratch folder
    "the data": "open(os.path.realpath('data/MNIST/raw/train-labels-idx1-ubyte'), 'r+b')",
    "passwords": "open('/etc/passwd').read()",
    "root folder": "os.listdir('/')",
    "course": "import autograder; os.listdir(os.path.dirname(os.path.dirname(autograder.__file__)))",
    "another's environment": "open(f'/proc/{os.getppid() or 2}/environ', 'rb').read()",
    "socket": "import socket; socket.socket()",
    "socket pair": "import socket; socket.socketpair()",
    "process": "os.fork()",
    "program": "import subprocess; subprocess.run(['true'])",
    "signal": "os.kill(os.getppid() or 2, 0)",
    "priority": "os.setpriority(os.PRIO_USER, 0, 5)",
    "memory": "x = bytearray(600 * 2**20)",
    "one file": "open('large', 'wb').write(bytes(30 * 2**20))",
    "many threads": "import threading, time\nfor _ in range(100): threading.Thread(target=time.sleep, args=(0.5,), daemon=True).start()",
    "environment": "found = sorted(os.environ)",
    "end itself": "import signal; os.kill(os.getpid(), signal.SIGKILL)",
    "end its thread": "import signal, threading; signal.pthread_kill(threading.get_ident(), signal.SIGTERM)",
    "end itself by a limit": "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))",
    "end itself by a timer": """
import ctypes
signal = (ctypes.c_int * 16)(0, 0, 9, 0)  # struct sigevent: SIGKILL
assert ctypes.CDLL(None, use_errno=True).timer_create(0, signal, (ctypes.c_long * 1)()) == 0, os.strerror(ctypes.get_errno())
found = 'a timer'
""",
    "asynchronous I/O": """
import ctypes
assert ctypes.CDLL(None, use_errno=True).syscall(206, 1000, (ctypes.c_long * 1)()) == 0, os.strerror(ctypes.get_errno())
found = 'a context'
""",
    "names in a closed folder": """
import ctypes
assert ctypes.CDLL(None, use_errno=True).inotify_init() >= 0, os.strerror(ctypes.get_errno())
found = 'a watch'
""",
}
# Ways to exceed the disk limit that leave nothing in the folder. A folder in memory is full before that.
HOARD = """
import mmap, os, time
def file(name, flags=os.O_RDWR | os.O_CREAT):
    fd = os.open(name, flags, 0o600)
    for _ in range(18):
        os.write(fd, bytes(2**20))
    return fd
"""
HOARDS = {
    "removed": "kept = []\nfor i in range(4):\n    kept.append(file('x'))\n    os.unlink('x')",
    "never named": "kept = [file('.', os.O_RDWR | os.O_TMPFILE) for _ in range(4)]",
    "replaced": "kept = []\nfor i in range(4):\n    kept.append(file('x'))\n    os.rename('x', 'y')\nos.unlink('y')",
    "only mapped": "kept = []\nfor i in range(4):\n    fd = file('x')\n    kept.append(mmap.mmap(fd, 4096, access=mmap.ACCESS_READ))\n"
    "    os.unlink('x')\n    os.close(fd)",
    "only set aside": "kept = []\nfor i in range(4):\n    fd = os.open('.', os.O_RDWR | os.O_TMPFILE)\n"
    "    os.posix_fallocate(fd, 0, 18 * 2**20)\n    kept.append(fd)",
}
# Ways that do not exceed it: a temporary file of NumPy, and many files, one after the other.
MODEST = """
import tempfile, time
import numpy as np
kept = tempfile.TemporaryFile(dir='.')
kept.truncate(8 * 2**20)
array = np.memmap(kept, np.uint8)
array[:] = 1
for _ in range(10):
    with tempfile.NamedTemporaryFile(dir='.') as file:
        file.write(bytes(8 * 2**20))
time.sleep(0.5)
"""


def ending(sandbox, source):
    """The end of a submission with this cell: the outcome if the session is lost, else the cell's errors."""
    with sandbox.open([Cell("code cell 1", source)], {}, LIMITS) as session:
        try:
            return "".join(error["message"] for error in session.run_cells())
        except SessionLost as lost:
            return f"{lost.outcome}: {lost}"


@contextlib.contextmanager
def threads_of_another_program(count=60):
    """Twice the threads of a submission's limit, after a second: without the layer `uid`, a submission shares its user's count."""
    finished = threading.Event()

    def start():
        for _ in range(count):
            threading.Thread(target=finished.wait).start()

    timer = threading.Timer(1, start)
    timer.start()
    try:
        yield
    finally:
        timer.join()
        finished.set()


def main():
    cells = [Cell(name, f"import os\n{source}\nassert 'found' not in dir(), repr(found)") for name, source in FINDINGS.items()]
    with one_sandbox(("torch",)) as sandbox:
        with sandbox.open(cells, {}, LIMITS) as session, threads_of_another_program():
            found = {error["cell"]: error["message"] for error in reversed(session.run_cells())}  # the first one of each
        with sandbox.open([Cell("again", "import os\nassert 0, sorted(os.listdir('.'))")], {}, LIMITS) as session:
            found |= {error["cell"]: error["message"] for error in session.run_cells()}
        # One statement, since statements after one that fails for lack of space would run.
        hoards = {
            name: ending(sandbox, f"{HOARD}if True:\n{indent(source, '    ')}\n    time.sleep(9)")
            for name, source in HOARDS.items()
        }
        hoards["modest"] = ending(sandbox, MODEST)
        print(json.dumps({"layers": sandbox.layers.to_json(), "found": found, "hoards": hoards}))


if __name__ == "__main__":
    main()
