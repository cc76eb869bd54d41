"""Sequential blocks inside a Sequential, made in a loop; a Flatten in front that leaves rows as they are."""

# %% after settings
from itertools import pairwise


def block(fan_in, fan_out, p=0.3):
    return nn.Sequential(
        nn.Linear(fan_in, fan_out),
        nn.BatchNorm1d(fan_out),
        nn.Sequential(nn.ReLU(), nn.Dropout(p)),
    )


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    hidden = nn.Sequential()
    for fan_in, fan_out in pairwise([28 * 28, h1, h2]):
        hidden.append(block(fan_in, fan_out))
    return nn.Sequential(nn.Flatten(), hidden, nn.Linear(h2, 10))
