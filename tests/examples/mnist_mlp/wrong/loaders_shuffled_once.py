"""The training images are shuffled once, so that every epoch meets the same batches.

misconception: Shuffling is something to do once, before the training.
loses: q1
"""


# %% loaders
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    order = torch.randperm(len(train_set)).tolist()
    shuffled = torch.utils.data.Subset(train_set, order)
    train_loader = DataLoader(shuffled, batch_size=batch_size, drop_last=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
