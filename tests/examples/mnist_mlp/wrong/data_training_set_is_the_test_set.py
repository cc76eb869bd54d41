"""Both sets are loaded with train=False.

misconception: train=False only means that nothing is trained while loading.
loses: q1
"""

# %% data
train_set = datasets.MNIST("data", train=False, transform=transforms.ToTensor(), download=True)
test_set = datasets.MNIST("data", train=False, transform=transforms.ToTensor(), download=True)
