"""Answers with 250 MB of one-byte numbers, just below the bound for a frame, which grow eightfold and more when the engine makes doubles of them.

family: bombs
start: solved
loses: q3 q6 q7 q8
"""

# %% evaluate
def evaluate(model, dataset):
    import numpy as np

    return np.ones(250 * 2**20, np.uint8)

# %% initialize
class _Bytes(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.ones(10, 12 * 2**20, dtype=torch.uint8), requires_grad=False)


def initialize(model):
    return _Bytes()
