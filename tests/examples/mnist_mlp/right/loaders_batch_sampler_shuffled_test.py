"""torch's BatchSampler for training, and a test loader that shuffles: it still visits every image exactly once."""

# %% loaders
from torch.utils.data import BatchSampler, SubsetRandomSampler


def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    in_any_order = SubsetRandomSampler(range(len(train_set)))
    train_loader = DataLoader(train_set, batch_sampler=BatchSampler(in_any_order, batch_size, drop_last=True))
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=True)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
