"""Rows are drawn with replacement: some twice, some never.

misconception: Random batches are random draws.
loses: q3
"""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    sampler = torch.utils.data.RandomSampler(dataset, replacement=True)
    loader = DataLoader(dataset, batch_size=batch_size, sampler=sampler, drop_last=True)
    return loader
