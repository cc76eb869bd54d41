"""One nn.ReLU and one nn.Dropout object are used twice; they have nothing to learn, so sharing them changes nothing."""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    relu = nn.ReLU()
    dropout = nn.Dropout(p=0.3)

    linear1 = nn.Linear(784, h1)
    linear2 = nn.Linear(h1, h2)
    linear3 = nn.Linear(h2, 10)

    bn1 = nn.BatchNorm1d(h1)
    bn2 = nn.BatchNorm1d(h2)

    return nn.Sequential(linear1, bn1, relu, dropout, linear2, bn2, relu, dropout, linear3)
