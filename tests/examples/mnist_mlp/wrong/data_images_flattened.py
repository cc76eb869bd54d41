"""The transform flattens the images to 784 numbers.

misconception: The network takes rows of 784, so the data set has to deliver them.
loses: q1
"""

# %% data
to_row = transforms.Compose([transforms.ToTensor(), transforms.Lambda(torch.flatten)])
train_set = datasets.MNIST("data", train=True, transform=to_row, download=True)
test_set = datasets.MNIST("data", train=False, transform=to_row, download=True)
