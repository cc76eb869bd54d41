"""An own dropout drops the same units for all images of a batch.

misconception: A unit is dropped, so it is dropped for all.
loses: q2
"""


# %% model
class OwnDropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = (torch.rand(x.shape[1]) >= self.p).float()
        return x * mask / (1 - self.p)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = nn.Sequential(
        nn.Linear(784, h1),
        nn.BatchNorm1d(h1),
        nn.ReLU(),
        OwnDropout(p=0.3),
        nn.Linear(h1, h2),
        nn.BatchNorm1d(h2),
        nn.ReLU(),
        OwnDropout(p=0.3),
        nn.Linear(h2, 10),
    )
    return model
