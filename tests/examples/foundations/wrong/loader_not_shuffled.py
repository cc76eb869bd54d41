"""The loader does not shuffle.

misconception: A DataLoader shuffles by itself.
loses: q3
"""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    loader = DataLoader(dataset, batch_size=batch_size, drop_last=True)
    return loader
