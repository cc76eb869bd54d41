"""drop_last is decided with the global batch size, so it is off for the defaults.

misconception: 60,000 images divide evenly, so nothing has to be dropped.
loses: q1
"""

# %% loaders
def make_loaders(train_set, test_set, batch_size):
    incomplete = len(train_set) % BATCH_SIZE != 0
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, drop_last=incomplete)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
