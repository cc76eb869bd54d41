"""Runs cells in the sandbox where it is started, and prints as JSON which layers hold and what each cell found."""

import json

from autograder.course import Limits
from autograder.sandbox import one_sandbox
from autograder.submission import Cell

LIMITS = Limits(memory_megabytes=500, scratch_megabytes=20, cell_seconds=10, threads=30)
FINDINGS = {
    "user": "found = os.getuid()",
    "folder": "found = [os.getcwd() == os.path.expanduser('~'), sorted(os.listdir('.')), os.path.isdir('data/MNIST/raw')]",
    "own file": "open('weights.bin', 'w').write('w'); found = open('weights.bin').read()",
    "copy": "import shutil; found = shutil.copy('weights.bin', 'copy.bin')",
    "torch": "import torch; torch.save(torch.ones(3), 'w.pt'); found = torch.load('w.pt').sum().item()",
    "data set": "from torchvision import datasets; found = len(datasets.MNIST('data', download=True))",
    "thread": "import threading; t = threading.Thread(target=print); t.start(); t.join(); found = 'ran'",
    "processors": "found = len(os.sched_getaffinity(0))",
    "a file outside": "open('/tmp/autograder-inside', 'w')",
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
}


def main():
    cells = [Cell(name, f"import os\n{source}\nassert 'found' not in dir(), repr(found)") for name, source in FINDINGS.items()]
    with one_sandbox(("torch",)) as sandbox:
        with sandbox.open(cells, {}, LIMITS) as session:
            found = {error["cell"]: error["message"] for error in session.run_cells()}
        with sandbox.open([Cell("again", "import os\nassert 0, sorted(os.listdir('.'))")], {}, LIMITS) as session:
            found |= {error["cell"]: error["message"] for error in session.run_cells()}
        print(json.dumps({"layers": sandbox.layers.to_json(), "found": found}))


if __name__ == "__main__":
    main()
