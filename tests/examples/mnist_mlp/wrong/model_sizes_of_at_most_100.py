"""Sizes above 100 become 100.

misconception: A hidden layer has at most 100 units.
loses: q2
"""


# %% model
def build_model(h1=100, h2=100):
    h1, h2 = min(h1, 100), min(h2, 100)
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
