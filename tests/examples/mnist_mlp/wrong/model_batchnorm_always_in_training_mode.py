"""F.batch_norm without running averages always uses the batch.

misconception: Batch normalization is the same in training and in use.
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
        x = nn.functional.batch_norm(self.fc1(x), None, None, self.bn1.weight, self.bn1.bias, training=True)
        x = self.dropout(torch.relu(x))
        x = nn.functional.batch_norm(self.fc2(x), None, None, self.bn2.weight, self.bn2.bias, training=True)
        x = self.dropout(torch.relu(x))
        return self.fc3(x)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = Net(h1, h2)
    return model
