"""A seed is set inside the function, around which the old state is restored.

misconception: The state is restored, so nothing is disturbed.
loses: q2
"""

# %% model
def build_model(h1=100, h2=100):
    with torch.random.fork_rng():
        torch.manual_seed(1)
        model = nn.Sequential(
            nn.Linear(784, h1), nn.BatchNorm1d(h1), nn.ReLU(), nn.Dropout(p=0.3),
            nn.Linear(h1, h2), nn.BatchNorm1d(h2), nn.ReLU(), nn.Dropout(p=0.3),
            nn.Linear(h2, 10),
        )
    return model
