"""Answers with arrays of gigabytes: weights of a huge network, a state that grew, tensors that are expanded views of one number.

family: bombs
start: solved
loses: q3 q5 q6 q7 q8
"""

# %% initialize
def initialize(model):
    model.huge = nn.Parameter(torch.zeros(1).expand(2**31))
    return model

# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    model.register_buffer("more", torch.zeros(1).expand(2**30, 8))
    return 0.0

# %% evaluate
def evaluate(model, dataset):
    import numpy as np

    return np.broadcast_to(np.float64(0.5), (2**33,))
