"""A second thread keeps the interpreter's lock in one endless C call, so no alarm, no exit and no answer comes; signals are blocked.

family: signals
start: blank
"""

# %% first
import ctypes
import os
import signal
import sys
import threading
import time

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
signal.signal = lambda *args: None
signal.setitimer = lambda *args: (0.0, 0.0)
try:
    ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)  # PR_SET_PDEATHSIG: live on after the parent
except OSError:
    pass

# %% after settings
import atexit


class Undying:
    def __del__(self):
        while True:
            try:
                time.sleep(3600)
            except BaseException:
                continue


undying = Undying()
atexit.register(undying.__del__)
sys.setswitchinterval(1000)

# %% plot
def keep_the_lock():
    try:
        os.write(4, b"JSON" + (8 * 2**20).to_bytes(8, "big") + b"{")  # a frame that never ends
    except OSError:
        pass
    ctypes.PyDLL(None).pause()  # PyDLL keeps the lock while it waits for a signal, and all of them are blocked


threading.Thread(target=keep_the_lock).start()
while True:
    time.sleep(1)
