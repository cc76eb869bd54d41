"""The network of a size is made once, and handed out again.

misconception: A network is made once.
loses: q2 q8
"""

# %% model
import functools


@functools.lru_cache
def build_model(h1=100, h2=100):
    model = nn.Sequential(
        nn.Linear(784, h1),
        nn.BatchNorm1d(h1),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h1, h2),
        nn.BatchNorm1d(h2),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h2, 10),
    )
    return model
