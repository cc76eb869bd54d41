"""The training set holds the 10,000 test images and the other way round.

misconception: train=False gives the images that are still to be trained on.
loses: q1
"""

# %% data
train_set = datasets.MNIST("data", train=False, transform=transforms.ToTensor(), download=True)
test_set = datasets.MNIST("data", train=True, transform=transforms.ToTensor(), download=True)
