"""train_one_epoch and evaluate are wrapped in a decorator that measures the time and prints it."""

# %% after imports
import functools
import time


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        result = function(*args, **kwargs)
        print(f"[{function.__name__}: {time.perf_counter() - start:.2f} s]")
        return result

    return wrapper


# %% train
@timed
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    model.train()
    total_cost = 0.0
    with torch.enable_grad():
        for images, labels in train_loader:
            images = images.view(-1, 784)
            optimizer.zero_grad()
            scores = model(images)
            cost = criterion(scores, labels)
            cost.backward()
            optimizer.step()
            total_cost += cost.item()
    average_cost = total_cost / len(train_loader)
    return average_cost


# %% evaluate
@timed
@torch.no_grad()
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    _, predictions = model(dataset.data.view(-1, 784) / 255).max(1)
    accuracy = predictions.eq(dataset.targets).double().mean().item()
    return accuracy
