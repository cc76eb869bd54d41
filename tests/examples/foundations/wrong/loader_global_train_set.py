"""The training set is used whatever is handed in.

misconception: A loader is for the training set.
loses: q3
"""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, drop_last=True)
    return loader
