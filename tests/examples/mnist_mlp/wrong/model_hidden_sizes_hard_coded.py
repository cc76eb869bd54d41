"""The hidden sizes are 100, whatever h1 and h2 say.

misconception: The notebook says that both sizes are 100.
loses: q2, q8
"""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = nn.Sequential(
        nn.Linear(784, 100),
        nn.BatchNorm1d(100),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(100, 100),
        nn.BatchNorm1d(100),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(100, 10),
    )
    return model
