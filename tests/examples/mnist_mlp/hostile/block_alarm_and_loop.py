"""Blocks all signals and loops for ever in a cell, and again in an answer: no time limit inside the process can reach it.

family: signals
start: solved
loses: q6 q8
"""

# %% evaluate
def evaluate(model, dataset):
    import signal

    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
    while True:
        pass


# %% after plot
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
while True:
    pass
