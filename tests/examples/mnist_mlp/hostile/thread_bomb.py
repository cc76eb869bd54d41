"""Starts up to 20,000 threads that sleep.

family: bombs
start: solved
"""

# %% first
import threading
import time

threading.stack_size(64 * 1024)
try:
    for _ in range(20000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
except BaseException:
    pass
