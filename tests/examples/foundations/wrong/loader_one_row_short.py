"""One row is left out of each pass, so that the last batch is dropped even if it is full.

misconception: The last batch is never full.
loses: q3
"""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    sampler = torch.utils.data.RandomSampler(dataset, num_samples=len(dataset) - 1)
    batches = torch.utils.data.BatchSampler(sampler, batch_size, drop_last=True)
    loader = DataLoader(dataset, batch_sampler=batches)
    return loader
