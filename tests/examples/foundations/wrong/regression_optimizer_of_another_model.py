"""The optimizer holds the parameters of another layer.

misconception: Any parameters of the right shape will do.
loses: q3
"""


# %% softmax_regression
def make_softmax_regression():
    """Return a model that maps (N, 784) to scores (N, 10), and SGD with learning rate 0.1 for its parameters."""
    model = nn.Linear(784, 10)
    optimizer = torch.optim.SGD(nn.Linear(784, 10).parameters(), lr=0.1)
    return model, optimizer
