"""An own dropout draws its mask once and drops the same units for ever.

misconception: The units to drop are chosen when the network is built.
loses: q2
"""


# %% model
class OwnDropout(nn.Module):
    def __init__(self, size, p):
        super().__init__()
        self.p = p
        self.register_buffer("mask", (torch.rand(size) >= p).float())

    def forward(self, x):
        if not self.training:
            return x
        return x * self.mask / (1 - self.p)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = nn.Sequential(
        nn.Linear(784, h1),
        nn.BatchNorm1d(h1),
        nn.ReLU(),
        OwnDropout(h1, p=0.3),
        nn.Linear(h1, h2),
        nn.BatchNorm1d(h2),
        nn.ReLU(),
        OwnDropout(h2, p=0.3),
        nn.Linear(h2, 10),
    )
    return model
