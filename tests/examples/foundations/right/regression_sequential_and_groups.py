"""The layer in a Sequential with a Flatten, weights and constants in groups of their own."""


# %% softmax_regression
def make_softmax_regression():
    """Return a model that maps (N, 784) to scores (N, 10), and SGD with learning rate 0.1 for its parameters."""
    model = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 10))
    nn.init.xavier_normal_(model[1].weight)
    groups = [{"params": [model[1].weight], "lr": 0.1}, {"params": model[1].bias}]
    optimizer = torch.optim.SGD(groups, lr=0.1)
    return (model, optimizer)
