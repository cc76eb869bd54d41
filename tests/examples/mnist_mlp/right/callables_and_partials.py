"""Objects with __call__ and partials in place of functions, for everything that is called.
"""

# %% imports
import functools
import operator

import matplotlib.pyplot as plt
import pandas as pd
import torch
from torch import nn
from torch.utils.data import DataLoader, RandomSampler
from torchvision import datasets, transforms

# %% data
mnist = functools.partial(datasets.MNIST, "data", transform=transforms.Compose([transforms.ToTensor()]), download=True)
train_set = mnist(train=True)
test_set = mnist(train=False)

# %% loaders
def make_loaders(train_set, test_set, batch_size):
    loader = functools.partial(DataLoader, batch_size=batch_size, num_workers=0)
    return loader(train_set, sampler=RandomSampler(train_set), drop_last=True), loader(test_set)


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)

# %% loss
class MeanCrossEntropy:
    """The mean of -log p(label), by one-hot labels."""

    def __call__(self, scores, labels):
        hot = nn.functional.one_hot(labels, scores.shape[-1]).to(scores.dtype)
        return -(hot * scores.log_softmax(-1)).sum(-1).mean()


criterion = MeanCrossEntropy()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    optimizer = torch.optim.Adam(model.parameters())
    for group in optimizer.param_groups:
        group["lr"] = learning_rate
    return optimizer

# %% evaluate
class Evaluator:
    def __call__(self, model, dataset):
        guard = torch.no_grad()
        guard.__enter__()
        try:
            model.eval()
            pairs = (
                (model(images.view(-1, 784)).argmax(-1), labels) for images, labels in DataLoader(dataset, batch_size=len(dataset))
            )
            return functools.reduce(operator.add, ((guess == label).sum().item() for guess, label in pairs)) / len(dataset)
        finally:
            guard.__exit__(None, None, None)


def evaluate(model, dataset):
    return Evaluator()(model, dataset)

# %% plot
def comparison_plot(results):
    figure, axes = plt.subplot_mosaic([["cost"], ["hits"]], sharex=True)
    where = [f"{r['h1']}\n{r['h2']}" for r in results]
    axes["cost"].step(where, [r["train_cost"] for r in results], where="mid")
    axes["hits"].errorbar(where, [r["test_accuracy"] for r in results], fmt="kx")
    axes["cost"].set(ylabel="train cost", xlabel="hidden sizes")
    axes["hits"].set(ylabel="test accuracy", xlabel="hidden sizes")
    return figure
