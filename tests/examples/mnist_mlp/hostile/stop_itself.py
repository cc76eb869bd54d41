"""Stops itself with SIGSTOP in the middle of an answer, with a child that would continue it later.

family: signals
start: solved
loses: q6 q8
"""

# %% evaluate
def evaluate(model, dataset):
    import os
    import signal
    import time

    mine = os.getpid()
    if os.fork() == 0:
        time.sleep(200)
        try:
            if os.getppid() == mine:
                os.kill(mine, signal.SIGCONT)
        finally:
            os._exit(0)
    os.kill(mine, signal.SIGSTOP)
    return 0.9
