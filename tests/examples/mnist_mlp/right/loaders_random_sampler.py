"""Samplers instead of shuffle, with a generator of its own whose seed is fixed once for the loader."""

# %% loaders
from torch.utils.data import RandomSampler, SequentialSampler


def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    generator = torch.Generator().manual_seed(2024)
    train_loader = DataLoader(
        train_set,
        batch_size=batch_size,
        sampler=RandomSampler(train_set, generator=generator),
        drop_last=True,
        num_workers=0,
        pin_memory=False,
    )
    test_loader = DataLoader(test_set, batch_size=batch_size, sampler=SequentialSampler(test_set), drop_last=False)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
