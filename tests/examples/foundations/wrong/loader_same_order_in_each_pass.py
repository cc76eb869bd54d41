"""Each pass seeds its shuffling anew and meets the same batches.

misconception: A seed makes things repeatable, so it belongs to each pass.
loses: q3
"""


# %% loader
class SeededSampler(torch.utils.data.Sampler):
    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def __iter__(self):
        yield from torch.randperm(self.count, generator=torch.Generator().manual_seed(0)).tolist()


def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    loader = DataLoader(dataset, batch_size=batch_size, sampler=SeededSampler(len(dataset)), drop_last=True)
    return loader
