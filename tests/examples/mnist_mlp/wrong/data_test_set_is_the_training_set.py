"""Both sets are loaded with train=True.

misconception: The second line is a copy of the first; what the set is called decides what it holds.
loses: q1
"""

# %% data
train_set = datasets.MNIST("data", train=True, transform=transforms.ToTensor(), download=True)
test_set = datasets.MNIST("data", train=True, transform=transforms.ToTensor(), download=True)
