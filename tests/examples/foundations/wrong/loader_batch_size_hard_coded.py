"""Batches always have 100 rows.

misconception: The batch size of the assignment is 100.
loses: q3
"""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    loader = DataLoader(dataset, batch_size=100, shuffle=True, drop_last=True)
    return loader
