"""The linear layers have the sizes asked for, the batch normalizations always 100 units: other sizes do not fit together.

misconception: BatchNorm1d(100) stands in the text.
loses: q2, q8
"""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    drop = nn.Dropout(p=0.3)
    first = [nn.Linear(784, h1), nn.BatchNorm1d(100), nn.ReLU(), drop]
    second = [nn.Linear(h1, h2), nn.BatchNorm1d(100), nn.ReLU(), drop]
    return nn.Sequential(*first, *second, nn.Linear(h2, 10))
