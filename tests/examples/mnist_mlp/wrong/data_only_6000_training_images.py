"""Only the first 6,000 training images are kept.

misconception: A tenth of the data is enough, and quicker.
loses: q1
"""

# %% data
train_set = datasets.MNIST("data", train=True, transform=transforms.ToTensor(), download=True)
train_set = torch.utils.data.Subset(train_set, range(6000))
test_set = datasets.MNIST("data", train=False, transform=transforms.ToTensor(), download=True)
