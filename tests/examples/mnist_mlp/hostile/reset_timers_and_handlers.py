"""Takes back the grader's timer and handlers (setitimer, alarm, SIG_IGN) and then works far longer than a cell may.

family: signals
start: solved
"""

# %% first
import signal
import time

for _step in (
    lambda: signal.setitimer(signal.ITIMER_REAL, 0),
    lambda: signal.alarm(0),
    lambda: signal.signal(signal.SIGALRM, signal.SIG_IGN),
):
    try:
        _step()
    except Exception:
        pass
_end = time.monotonic() + 280
while time.monotonic() < _end:
    time.sleep(0.2)
