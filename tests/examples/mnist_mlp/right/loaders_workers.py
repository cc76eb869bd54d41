"""The training loader reads with two worker processes."""


# %% loaders
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    train_loader = DataLoader(
        dataset=train_set, batch_size=batch_size, shuffle=True, drop_last=True, num_workers=2, persistent_workers=True
    )
    test_loader = DataLoader(dataset=test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
