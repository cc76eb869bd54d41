"""Every cell is written differently at the same time, as by a student who trusts only functions of their own."""

# %% imports
import copy
import math

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision
from torch import optim
from torch.utils.data import DataLoader, Dataset, RandomSampler
from torchvision import datasets, transforms


# %% data
def load(train):
    return datasets.MNIST(root="data", train=train, download=True, transform=transforms.functional.to_tensor)


train_set = load(train=True)
test_set = load(train=False)


# %% loaders
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    return (
        DataLoader(train_set, batch_size, sampler=RandomSampler(train_set), drop_last=True),
        DataLoader(test_set, batch_size),
    )


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)


# %% model
class Block(nn.Module):
    def __init__(self, fan_in, fan_out):
        super().__init__()
        self.norm = nn.BatchNorm1d(fan_out)
        self.linear = nn.Linear(fan_in, fan_out)

    def forward(self, x):
        x = self.norm(self.linear(x))
        x = torch.where(x > 0, x, 0.0)
        if self.training:
            mask = torch.bernoulli(torch.full_like(x, 0.7))
            x = x * mask / 0.7
        return x


class Model(nn.Module):
    def __init__(self, h1, h2):
        super().__init__()
        self.head = nn.Linear(h2, 10)
        self.second = Block(h1, h2)
        self.first = Block(784, h1)

    def forward(self, x):
        return self.head(self.second(self.first(x)))


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    return Model(h1, h2)


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for module in model.children():
        initialize(module)
    if isinstance(model, nn.Linear):
        a = math.sqrt(6) / math.sqrt(model.weight.numel() / model.in_features + model.in_features)
        model.weight = nn.Parameter(torch.empty_like(model.weight).uniform_(-1, 1).mul(a))
    return model


# %% loss
def criterion(scores, labels):
    log_p = F.log_softmax(scores, dim=-1)
    return -log_p[torch.arange(len(labels)), labels].mean()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    return optim.Adam([{"params": model.parameters(), "lr": learning_rate}])


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    costs = []
    for batch in train_loader:
        X, y = batch[0].flatten(1), batch[1]
        cost = criterion(model.train()(X), y)
        model.zero_grad(set_to_none=True)
        cost.backward()
        optimizer.step()
        costs.append(cost.detach().item())
    return np.asarray(costs).mean()


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    X = dataset.data.flatten(1).float().mul(1 / 255)
    y = dataset.targets
    with torch.inference_mode():
        hits = [m.eval()(x).argmax(1) == t for m in [model] for x, t in zip(X.split(512), y.split(512))]
    return torch.cat(hits).double().mean().item()


# %% sizes
HIDDEN_SIZES = list(zip((64, 100, 200, 512), (32, 100, 150, 256)))


# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a fresh network with hidden sizes h1 and h2 for `epochs` epochs and measure it.

    Returns a dictionary:
      h1, h2         the sizes
      model          the trained network
      parameters     how many numbers it has learnt: all weights, biases, scales and shifts
      train_cost     its cost on train_loader after the training, by average_cost
      test_accuracy  the fraction of test_set it gets right
    """
    net = initialize(build_model(h2=h2, h1=h1))
    opt = make_optimizer(net, learning_rate=LEARNING_RATE)
    [train_one_epoch(net, train_loader, criterion, opt) for _ in range(epochs)]
    return dict(
        test_accuracy=evaluate(net, test_set),
        train_cost=average_cost(net, train_loader),
        parameters=int(sum(np.prod(p.shape) for p in net.parameters())),
        model=net,
        h2=h2,
        h1=h1,
    )


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    return pd.DataFrame(
        {k: pd.Series([r[k] for r in results]) for k in "h1 h2 parameters train_cost test_accuracy".split()}
    )


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    data = comparison_table(results)
    sizes = data.h1.astype(str) + ", " + data.h2.astype(str)
    fig = plt.figure()
    ax = fig.gca()
    ax.scatter(sizes, data.train_cost, c="r")
    ax.set(xlabel="h1, h2", ylabel="train cost (red)")
    other = ax.twinx()
    other.scatter(sizes, data.test_accuracy, c="b")
    other.set_ylabel("test accuracy (blue)")
    return fig
