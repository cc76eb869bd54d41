"""The layers are defined in another order than they are used: the output layer first, the normalizations last."""


# %% model
class Digits(nn.Module):
    def __init__(self, h1, h2):
        super().__init__()
        self.dropout2 = nn.Dropout(0.3)
        self.dropout1 = nn.Dropout(0.3)
        self.scores = nn.Linear(h2, 10)
        self.hidden2 = nn.Linear(h1, h2)
        self.hidden1 = nn.Linear(784, h1)
        self.norm2 = nn.BatchNorm1d(h2)
        self.norm1 = nn.BatchNorm1d(h1)

    def forward(self, rows):
        first = self.dropout1(torch.relu(self.norm1(self.hidden1(rows))))
        second = self.dropout2(torch.relu(self.norm2(self.hidden2(first))))
        return self.scores(second)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    return Digits(h1=h1, h2=h2)
