"""The model ends with a softmax.

misconception: A softmax classifier ends with a softmax.
loses: q3
"""


# %% softmax_regression
def make_softmax_regression():
    """Return a model that maps (N, 784) to scores (N, 10), and SGD with learning rate 0.1 for its parameters."""
    model = nn.Sequential(nn.Linear(784, 10), nn.Softmax(dim=1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    return model, optimizer
