"""Both hidden layers use one and the same batch normalization.

misconception: A layer without matrices may be used again, like ReLU.
loses: q2, q8
"""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    norm = nn.BatchNorm1d(h1)
    model = nn.Sequential(
        nn.Linear(784, h1),
        norm,
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h1, h2),
        norm,
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h2, 10),
    )
    return model
