"""A RandomSampler instead of shuffle=True."""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    sampler = torch.utils.data.RandomSampler(dataset)
    return DataLoader(dataset, batch_size, sampler=sampler, drop_last=True)
