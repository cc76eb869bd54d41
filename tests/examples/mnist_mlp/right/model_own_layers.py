"""ReLU by clamp, dropout by a mask of its own, and batch normalization written out, each as an nn.Module."""


# %% after settings
class Rectify(nn.Module):
    def forward(self, x):
        return x.clamp(min=0)


class DropUnits(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        keep = torch.rand_like(x) >= self.p
        return x * keep / (1 - self.p)


class Normalize(nn.Module):
    """What nn.BatchNorm1d does for inputs of the shape (N, units)."""

    def __init__(self, units, momentum=0.1, eps=1e-5):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(units))
        self.beta = nn.Parameter(torch.zeros(units))
        self.register_buffer("mean", torch.zeros(units))
        self.register_buffer("var", torch.ones(units))
        self.momentum = momentum
        self.eps = eps

    def forward(self, x):
        if self.training:
            mean, var = x.mean(0), x.var(0, unbiased=False)
            with torch.no_grad():
                self.mean.lerp_(mean, self.momentum)
                self.var.lerp_(x.var(0, unbiased=True), self.momentum)
        else:
            mean, var = self.mean, self.var
        return self.gamma * (x - mean) / torch.sqrt(var + self.eps) + self.beta


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    return nn.Sequential(
        nn.Linear(784, h1),
        Normalize(h1),
        Rectify(),
        DropUnits(0.3),
        nn.Linear(h1, h2),
        Normalize(h2),
        Rectify(),
        DropUnits(0.3),
        nn.Linear(h2, 10),
    )
