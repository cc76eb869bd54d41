"""The loader shuffles by a generator of its own, which goes on from pass to pass."""


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    generator = torch.Generator()
    generator.manual_seed(torch.initial_seed() % 1000)
    return DataLoader(dataset, batch_size=batch_size, shuffle=True, drop_last=True, generator=generator)
