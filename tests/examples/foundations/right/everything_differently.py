"""Nearly every cell is written differently at the same time, as by a student who trusts only functions of their own."""


# %% imports
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
import torchvision
from torch.utils.data import DataLoader, RandomSampler, BatchSampler
from torchvision import datasets, transforms


# %% softmax_model
class Affine(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(outputs, inputs) / inputs - 0.5 / inputs)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return (x[..., None, :] * self.weight).sum(dim=-1) + self.bias


class SoftmaxClassifier(Affine):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__(3, 3)


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    highest = scores.amax(dim=1)
    log_sum = highest + (scores - highest[:, None]).exp().sum(dim=1).log()
    return torch.stack([log_sum[i] - scores[i, k] for i, k in enumerate(labels.tolist())]).mean()


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    for p in model.parameters():
        p.grad = None
    with torch.enable_grad():
        loss = cross_entropy(model(x), labels)
        torch.autograd.backward(loss)
    optimizer.step()
    return float(loss.detach())


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    net = SoftmaxClassifier()
    opt = optim.SGD(net.parameters(), learning_rate)
    return list(map(lambda _: train_step(net, x, labels, opt), range(steps)))


# %% loader
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    return DataLoader(dataset, batch_sampler=BatchSampler(RandomSampler(dataset), batch_size, True))


# %% softmax_regression
def make_softmax_regression():
    """Return a model that maps (N, 784) to scores (N, 10), and SGD with learning rate 0.1 for its parameters."""
    model = nn.Linear(784, 10)
    with torch.no_grad():
        model.weight.normal_(std=0.01)
        model.bias.fill_(0)
    return model, optim.SGD([model.weight, model.bias], lr=0.1)


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    losses = [train_step(model, torch.flatten(batch[0], 1), batch[1], optimizer) for batch in loader]
    return math.fsum(losses) / len(losses)


# %% perceptron
class Perceptron(nn.Module):
    """Maps (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__()
        self.affine = Affine(2, 1)

    def forward(self, x):
        return torch.special.expit(self.affine(x))


# %% train_gate
def binary_cross_entropy(p, answers):
    return -torch.where(answers == 1, torch.log(p), torch.log1p(-p)).clamp(min=-100).mean()


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    weights = [p for p in model.parameters() if p.requires_grad]

    def step():
        loss = binary_cross_entropy(model(corners), answers)
        for w, g in zip(weights, torch.autograd.grad(loss, weights)):
            w.data.add_(g, alpha=-learning_rate)
        return loss.item()

    return [step() for _ in range(steps)]


# %% build_network
SHALLOW = [2, 2, 1]
DEEP = [2, 10, 10, 10, 1]


def build_network(sizes):
    """Return a network of linear layers, sizes[0] → sizes[1] → …, with a sigmoid after each of them."""
    network = nn.Sequential()
    for a, b in zip(sizes[:-1], sizes[1:]):
        affine = Affine(a, b)
        affine.weight.data = torch.randn(b, a)
        affine.bias.data = torch.randn(b)
        network.append(affine)
        network.append(nn.Sigmoid())
    return network


# %% solve_xor
def solve_xor(sizes, seed, steps=2000):
    """Train networks until one gets all four corners of XOR right, the first from `seed`, the next from seed + 1, …

    Returns the network and its losses.
    """
    attempt = 0
    solved = False
    while not solved:
        torch.manual_seed(seed + attempt)
        net = build_network(sizes)
        curve = train_gate(net, answers=gates["XOR"], steps=steps, learning_rate=1)
        wrong = (net(corners).detach() - gates["XOR"]).abs() >= 0.5
        solved = wrong.sum().item() == 0
        attempt += 1
    return net, curve


# %% forward
def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward(p, x):
    """Return the hidden units h (2,) and the output o (1,) for the input x (2,)."""
    h = logistic(np.hstack([p["W1"], p["b1"][:, None]]) @ np.append(x, 1))
    o = logistic(np.hstack([p["W2"], p["b2"][:, None]]) @ np.append(h, 1))
    return h, o


# %% tanh
def tanh(z):
    small = np.exp(-2 * np.abs(z))
    return np.copysign((1 - small) / (1 + small), z)


def tanh_slope(z):
    small = np.exp(-2 * np.abs(z))
    return 4 * small / (1 + small) ** 2


# %% relu
def relu(z):
    """z where it is positive, else 0."""
    return np.clip(z, 0, None)


def relu_slope(z):
    return np.select([z > 0], [1.0], default=0.0)
