"""The second batch normalization is made and not used in forward.

misconception: A layer that is made in __init__ takes part by itself.
loses: q2, q8
"""


# %% model
class Net(nn.Module):
    def __init__(self, h1, h2):
        super().__init__()
        self.fc1 = nn.Linear(784, h1)
        self.bn1 = nn.BatchNorm1d(h1)
        self.fc2 = nn.Linear(h1, h2)
        self.bn2 = nn.BatchNorm1d(h2)
        self.fc3 = nn.Linear(h2, 10)
        self.dropout = nn.Dropout(p=0.3)

    def forward(self, x):
        x = self.dropout(torch.relu(self.bn1(self.fc1(x))))
        x = self.dropout(torch.relu(self.fc2(x)))
        return self.fc3(x)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = Net(h1, h2)
    return model
