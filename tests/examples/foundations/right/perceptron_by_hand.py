"""Own weights, own formula for the sigmoid."""


# %% perceptron
class Perceptron(nn.Module):
    """Maps (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.empty(2).uniform_(-1, 1))
        self.b = nn.Parameter(torch.tensor(0.0))

    def forward(self, x):
        s = (x * self.w).sum(dim=1, keepdim=True) + self.b
        return 1 / (1 + torch.exp(-s))
