"""Raises SystemExit, KeyboardInterrupt, GeneratorExit and an own BaseException from the functions that are asked.

family: endings
start: solved
loses: q5 q6 q7 q8
stopped: SystemExit: 0
"""

# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    raise SystemExit(0)

# %% evaluate
_turn = 0


def evaluate(model, dataset):
    global _turn
    _turn += 1
    raise (KeyboardInterrupt, GeneratorExit, type("Own", (BaseException,), {}), StopIteration)[_turn % 4]

# %% after plot
import sys

sys.exit(0)
