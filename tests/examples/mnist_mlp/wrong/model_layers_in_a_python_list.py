"""The hidden layers live in a Python list, where parameters(), train() and eval() do not find them.

misconception: A module finds its layers wherever they are stored.
loses: q2, q7, q8
"""


# %% model
class Net(nn.Module):
    def __init__(self, h1, h2):
        super().__init__()
        self.hidden = []
        for n_in, n_out in [(784, h1), (h1, h2)]:
            self.hidden += [nn.Linear(n_in, n_out), nn.BatchNorm1d(n_out), nn.ReLU(), nn.Dropout(p=0.3)]
        self.output = nn.Linear(h2, 10)

    def forward(self, x):
        for layer in self.hidden:
            x = layer(x)
        return self.output(x)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = Net(h1, h2)
    return model
