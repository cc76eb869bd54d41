"""A lazy layer that learns its width from the first row, here at once."""


# %% softmax_regression
def make_softmax_regression():
    """Return a model that maps (N, 784) to scores (N, 10), and SGD with learning rate 0.1 for its parameters."""
    model = nn.LazyLinear(10)
    model(torch.zeros(1, 784))
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    return model, optimizer
