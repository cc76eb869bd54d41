"""One batch normalization serves both hidden layers where they have the same size.

misconception: A normalization layer is only an operation, so one can be used in two places if the sizes fit.
loses: q2
"""

# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    first_norm = nn.BatchNorm1d(h1)
    second_norm = first_norm if h2 == h1 else nn.BatchNorm1d(h2)
    relu, dropout = nn.ReLU(), nn.Dropout(p=0.3)
    model = nn.Sequential(
        nn.Linear(784, h1), first_norm, relu, dropout,
        nn.Linear(h1, h2), second_norm, relu, dropout,
        nn.Linear(h2, 10),
    )
    return model
