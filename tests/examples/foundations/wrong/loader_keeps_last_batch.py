"""A last batch that is not full is kept.

misconception: A DataLoader makes all batches alike.
loses: q3
"""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    loader = DataLoader(dataset, batch_size=batch_size, shuffle=True)
    return loader
