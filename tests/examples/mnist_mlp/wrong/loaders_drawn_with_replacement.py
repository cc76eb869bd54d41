"""The training images are drawn with replacement: some come twice, others never.

misconception: Drawing at random and shuffling are the same.
loses: q1
"""


# %% loaders
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    sampler = torch.utils.data.RandomSampler(train_set, replacement=True)
    train_loader = DataLoader(train_set, batch_size=batch_size, sampler=sampler, drop_last=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
