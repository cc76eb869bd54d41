"""The rows are shuffled once, so that each pass meets the same batches.

misconception: Shuffling is something to do once, before the training.
loses: q3
"""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    order = torch.randperm(len(dataset)).tolist()
    shuffled = torch.utils.data.Subset(dataset, order)
    loader = DataLoader(shuffled, batch_size=batch_size, drop_last=True)
    return loader
