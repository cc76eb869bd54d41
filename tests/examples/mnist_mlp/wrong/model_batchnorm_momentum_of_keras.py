"""momentum=0.9: in PyTorch the running averages then forget nearly all but the last batch.

misconception: momentum is the weight of the old average, as in Keras.
loses: q2
"""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = nn.Sequential(
        nn.Linear(784, h1),
        nn.BatchNorm1d(h1, momentum=0.9),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h1, h2),
        nn.BatchNorm1d(h2, momentum=0.9),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h2, 10),
    )
    return model
