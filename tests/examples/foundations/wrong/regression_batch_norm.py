"""Batch normalization before the layer.

misconception: Inputs have to be normalized.
loses: q3
"""


# %% softmax_regression
def make_softmax_regression():
    """Return a model that maps (N, 784) to scores (N, 10), and SGD with learning rate 0.1 for its parameters."""
    model = nn.Sequential(nn.BatchNorm1d(784), nn.Linear(784, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    return model, optimizer
