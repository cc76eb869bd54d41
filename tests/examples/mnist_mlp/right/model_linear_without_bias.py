"""The two hidden linear layers have no bias: batch normalization takes off the mean, so a bias would do nothing."""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    # the shift of the batch normalization (its own bias) does what the bias of the linear layer would have done
    model = nn.Sequential(
        nn.Linear(784, h1, bias=False),
        nn.BatchNorm1d(h1),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h1, h2, bias=False),
        nn.BatchNorm1d(h2),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h2, 10),
    )
    return model
