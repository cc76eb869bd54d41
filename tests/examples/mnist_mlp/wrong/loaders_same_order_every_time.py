"""A sampler that is seeded anew for every pass gives the same order in every epoch.

misconception: Repeatable means that every epoch sees the images in the same order.
loses: q1
"""


# %% loaders
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""

    class SeededSampler(torch.utils.data.Sampler):
        def __iter__(self):
            generator = torch.Generator().manual_seed(0)
            return iter(torch.randperm(len(train_set), generator=generator).tolist())

        def __len__(self):
            return len(train_set)

    train_loader = DataLoader(train_set, batch_size=batch_size, sampler=SeededSampler(), drop_last=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
