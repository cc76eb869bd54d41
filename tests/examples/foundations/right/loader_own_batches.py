"""Own batches of numbers, cut from a new permutation in each pass."""


# %% loader
class Batches:
    def __init__(self, count, batch_size):
        self.count, self.batch_size = count, batch_size

    def __len__(self):
        return self.count // self.batch_size

    def __iter__(self):
        order = np.random.permutation(self.count).tolist()
        for i in range(len(self)):
            yield order[i * self.batch_size : (i + 1) * self.batch_size]


def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    return DataLoader(dataset, batch_sampler=Batches(len(dataset), batch_size))
