"""IPython magics at the head of cells, inside cells and in cells of their own."""

# %% imports
%matplotlib inline
%config InlineBackend.figure_format = "retina"
%load_ext autoreload
%autoreload 2

import matplotlib.pyplot as plt
import pandas as pd
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

plt.rcParams["figure.dpi"] = 80

# %% data
%%time
train_set = datasets.MNIST("data", train=True, transform=transforms.ToTensor(), download=True)
test_set = datasets.MNIST("data", train=False, transform=transforms.ToTensor(), download=True)

# %% after data
train_set?
%pwd


# %% loaders
%%capture output
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, drop_last=True)
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
print(len(train_loader), len(test_loader))

# %% after loaders
%%time

images, labels = next(iter(train_loader))
images.shape, labels.shape

# %% after train
small = initialize(build_model(20, 20))
%time train_one_epoch(small, [(images, labels)], criterion, make_optimizer(small))

# %% after evaluate
%timeit -n 1 -r 2 evaluate(small, test_set)
%who function
