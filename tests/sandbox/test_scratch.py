"""The disk space of a submission is measured even if it tries to hide it."""

import subprocess
import sys
import threading

import pytest

from autograder.sandbox.scratch import Watch

HOLD = """
import ctypes, os, sys, threading, time
libc = ctypes.CDLL(None, use_errno=True)

def removed_file(megabytes=3):
    held = os.open("held", os.O_RDWR | os.O_CREAT)
    os.unlink("held")
    os.posix_fallocate(held, 0, megabytes * 2**20)

def ready():
    print("ready", flush=True)
    time.sleep(60)

def own_descriptors():
    assert libc.close_range(1000, 1000, 2) == 0, ctypes.get_errno()  # CLOSE_RANGE_UNSHARE
    removed_file()
    ready()

def survivor():
    time.sleep(0.5)
    ready()

way = sys.argv[1]
if way == "nothing":
    removed_file(1)
    ready()
elif way == "main thread":
    removed_file()
    ready()
elif way == "own descriptors":
    threading.Thread(target=own_descriptors).start()
else:  # the main thread is gone, and with it what the system shows of the process as a whole
    removed_file()
    threading.Thread(target=survivor).start()
    libc.syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="as Linux shows processes")
@pytest.mark.parametrize(
    ("way", "too_much"),
    [("nothing", False), ("main thread", True), ("own descriptors", True), ("without a main thread", True)],
)
def test_a_removed_file_counts_whichever_thread_holds_it(tmp_path, way, too_much):
    with subprocess.Popen([sys.executable, "-c", HOLD, way], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        giving_up = threading.Timer(60, process.kill)
        giving_up.start()
        assert process.stdout.readline() == "ready\n"
        try:
            assert Watch(process.pid, tmp_path, 1, None).overflown() is too_much
        finally:
            giving_up.cancel()
            process.kill()
