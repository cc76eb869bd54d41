"""The layers live in nn.ModuleLists, and forward loops over them."""


# %% model
class MLP(nn.Module):
    def __init__(self, sizes, p):
        super().__init__()
        pairs = list(zip(sizes[:-2], sizes[1:-1]))
        self.linears = nn.ModuleList([nn.Linear(m, n) for m, n in pairs])
        self.norms = nn.ModuleList([nn.BatchNorm1d(n) for _, n in pairs])
        self.dropouts = nn.ModuleList([nn.Dropout(p) for _ in pairs])
        self.output = nn.Linear(sizes[-2], sizes[-1])

    def forward(self, x):
        for linear, norm, dropout in zip(self.linears, self.norms, self.dropouts):
            x = dropout(norm(linear(x)).relu())
        return self.output(x)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    return MLP([784, h1, h2, 10], p=0.3)
