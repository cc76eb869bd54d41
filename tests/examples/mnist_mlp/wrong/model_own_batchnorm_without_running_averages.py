"""An own batch normalization normalizes by the batch, in evaluation, too.

misconception: Batch normalization is (x - mean) / std of the batch, always.
loses: q2
"""


# %% model
class OwnBatchNorm(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(size))
        self.shift = nn.Parameter(torch.zeros(size))

    def forward(self, x):
        normalized = (x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0, unbiased=False) + 1e-5)
        return self.scale * normalized + self.shift


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = nn.Sequential(
        nn.Linear(784, h1),
        OwnBatchNorm(h1),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h1, h2),
        OwnBatchNorm(h2),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h2, 10),
    )
    return model
