"""manual_seed(0) inside: every network begins with the same weights.

misconception: A function that makes a network has to set the seed.
loses: q2 q3
"""


# %% model
def build_model(h1=100, h2=100):
    torch.manual_seed(0)
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
