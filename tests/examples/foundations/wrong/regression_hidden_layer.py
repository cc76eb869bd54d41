"""A hidden layer of 100 units.

misconception: More layers can only be better.
loses: q3
"""


# %% softmax_regression
def make_softmax_regression():
    """Return a model that maps (N, 784) to scores (N, 10), and SGD with learning rate 0.1 for its parameters."""
    model = nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    return model, optimizer
