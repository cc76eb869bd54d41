"""The weights are double precision; the model takes single-precision rows as well and converts them itself."""


# %% model
class DoubleNet(nn.Module):
    def __init__(self, h1, h2):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(784, h1),
            nn.BatchNorm1d(h1),
            nn.ReLU(),
            nn.Dropout(p=0.3),
            nn.Linear(h1, h2),
            nn.BatchNorm1d(h2),
            nn.ReLU(),
            nn.Dropout(p=0.3),
            nn.Linear(h2, 10),
        ).double()

    def forward(self, x):
        return self.layers(x.double())


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    return DoubleNet(h1, h2)
