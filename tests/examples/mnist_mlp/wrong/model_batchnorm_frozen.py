"""The scales and shifts of batch normalization are not learned.

misconception: Batch normalization has nothing to learn.
loses: q3, q8
"""


# %% model
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
    for i in (1, 5):
        model[i].requires_grad_(False)
    return model
