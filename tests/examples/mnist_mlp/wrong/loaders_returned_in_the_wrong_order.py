"""The loaders are returned in the wrong order.

misconception: The names on the left of the call pick the right loader.
loses: q1
"""


# %% loaders
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, drop_last=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return test_loader, train_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
