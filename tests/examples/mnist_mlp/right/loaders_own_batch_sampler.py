"""A batch sampler of its own: full batches of a new permutation; the loader knows no batch size and no shuffle."""


# %% loaders
class FullShuffledBatches:
    def __init__(self, size, batch_size):
        self.size = size
        self.batch_size = batch_size

    def __len__(self):
        return self.size // self.batch_size

    def __iter__(self):
        order = torch.randperm(self.size).tolist()
        for i in range(len(self)):
            yield order[i * self.batch_size : (i + 1) * self.batch_size]


def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    train_loader = DataLoader(train_set, batch_sampler=FullShuffledBatches(len(train_set), batch_size))
    test_loader = DataLoader(test_set, batch_size)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
