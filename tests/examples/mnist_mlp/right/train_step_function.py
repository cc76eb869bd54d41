"""One step is a function of its own in an extra cell; zero_grad stands right before backward; returns a NumPy mean."""

# %% after loss
import numpy as np


def train_step(model, images, labels, criterion, optimizer):
    cost = criterion(model(torch.flatten(images, 1)), labels)
    optimizer.zero_grad()
    cost.backward()
    optimizer.step()
    return cost.detach().numpy()


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    model.train()
    return np.mean([train_step(model, *batch, criterion, optimizer) for batch in train_loader])
