"""Both hidden layers have h1 units; h2 is not used.

misconception: A network has one hidden size.
loses: q2, q8
"""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    layers, inputs = [], 784
    for _ in range(2):
        layers += [nn.Linear(inputs, h1), nn.BatchNorm1d(h1), nn.ReLU(), nn.Dropout(0.3)]
        inputs = h1
    return nn.Sequential(*layers, nn.Linear(h1, 10))
