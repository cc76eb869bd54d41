"""The batches have 100 images, whatever batch_size says.

misconception: The batch size of this notebook is 100.
loses: q1
"""


# %% loaders
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    train_loader = DataLoader(train_set, batch_size=100, shuffle=True, drop_last=True)
    test_loader = DataLoader(test_set, batch_size=100, shuffle=False)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
