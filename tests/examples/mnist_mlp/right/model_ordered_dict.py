"""A Sequential made from an OrderedDict, so that each layer has a name of its own."""

# %% imports
from collections import OrderedDict

import matplotlib.pyplot as plt
import pandas as pd
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    layers = OrderedDict()
    layers["linear_1"] = nn.Linear(in_features=784, out_features=h1, bias=True)
    layers["batch_norm_1"] = nn.BatchNorm1d(num_features=h1, eps=1e-5, momentum=0.1, affine=True)
    layers["relu_1"] = nn.ReLU()
    layers["dropout_1"] = nn.Dropout(p=0.3)
    layers["linear_2"] = nn.Linear(in_features=h1, out_features=h2, bias=True)
    layers["batch_norm_2"] = nn.BatchNorm1d(num_features=h2, eps=1e-5, momentum=0.1, affine=True)
    layers["relu_2"] = nn.ReLU()
    layers["dropout_2"] = nn.Dropout(p=0.3)
    layers["linear_3"] = nn.Linear(in_features=h2, out_features=10, bias=True)
    model = nn.Sequential(layers)
    return model
