"""A subclass of datasets.MNIST that hands out the images without going through PIL, and whole batches at once."""


# %% data
class MNIST(datasets.MNIST):
    """Much faster than the original, and equal."""

    def __getitem__(self, index):
        return self.data[index].unsqueeze(0).float() / 255, int(self.targets[index])

    def __getitems__(self, indices):
        images = self.data[indices].unsqueeze(1).float() / 255
        return list(zip(images, self.targets[indices].tolist()))


train_set = MNIST("data", train=True, transform=transforms.ToTensor(), download=True)
test_set = MNIST("data", train=False, transform=transforms.ToTensor(), download=True)
