"""The batches come in another order each time, but hold the same neighbors.

misconception: Shuffling means another order of the batches.
loses: q3
"""


# %% loader
class ShuffledBatches:
    def __init__(self, count, batch_size):
        self.count, self.batch_size = count, batch_size

    def __len__(self):
        return self.count

    def __iter__(self):
        for batch in torch.randperm(self.count).tolist():
            yield list(range(batch * self.batch_size, (batch + 1) * self.batch_size))


def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    loader = DataLoader(dataset, batch_sampler=ShuffledBatches(len(dataset) // batch_size, batch_size))
    return loader
