"""Batch normalization comes after the ReLU.

misconception: The order of the layers does not matter.
loses: q2
"""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = nn.Sequential(
        nn.Linear(784, h1),
        nn.ReLU(),
        nn.BatchNorm1d(h1),
        nn.Dropout(p=0.3),
        nn.Linear(h1, h2),
        nn.ReLU(),
        nn.BatchNorm1d(h2),
        nn.Dropout(p=0.3),
        nn.Linear(h2, 10),
    )
    return model
