"""`evaluate` sends itself SIGKILL, which looks like a lack of memory.

family: endings
start: solved
loses: q6 q8
"""

# %% evaluate
def evaluate(model, dataset):
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)
