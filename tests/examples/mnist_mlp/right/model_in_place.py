"""ReLU works in place, and the layers are collected in a list by a loop."""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    sizes = (784, h1, h2)
    layers = []
    for i in range(2):
        layers += [
            nn.Linear(sizes[i], sizes[i + 1]),
            nn.BatchNorm1d(sizes[i + 1]),
            nn.ReLU(inplace=True),
            nn.Dropout(0.3),
        ]
    return nn.Sequential(*layers, nn.Linear(h2, 10))
