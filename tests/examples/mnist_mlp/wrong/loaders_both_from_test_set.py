"""Both loaders are built from the test set: training on the test set.

misconception: What counts is the accuracy on the test set, so that is what to train on.
loses: q1
"""


# %% loaders
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    train_loader = DataLoader(test_set, batch_size=batch_size, shuffle=True, drop_last=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
