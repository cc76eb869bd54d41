"""Normalize with MNIST's mean and standard deviation: the images leave 0 to 1.

misconception: Every MNIST recipe on the web has Normalize((0.1307,), (0.3081,)), so it belongs to loading.
loses: q1
"""

# %% data
to_tensor = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
train_set = datasets.MNIST("data", train=True, transform=to_tensor, download=True)
test_set = datasets.MNIST("data", train=False, transform=to_tensor, download=True)
