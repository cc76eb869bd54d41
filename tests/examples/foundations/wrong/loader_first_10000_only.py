"""It takes at most the first 10,000 rows, to save time.

misconception: A part of the data is enough.
loses: q3
"""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    part = torch.utils.data.Subset(dataset, range(min(len(dataset), 10_000)))
    loader = DataLoader(part, batch_size=batch_size, shuffle=True, drop_last=True)
    return loader
