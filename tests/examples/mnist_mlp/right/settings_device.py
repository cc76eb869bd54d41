"""Everything is moved to a device, which is the CPU here, as in code that is meant for a GPU as well."""

# %% settings
LEARNING_RATE = 0.1
TRAINING_EPOCHS = 15
BATCH_SIZE = 100
device = torch.device("cpu")  # "cuda" if there is one


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = nn.Sequential(
        nn.Linear(784, h1, device=device),
        nn.BatchNorm1d(h1, device=device),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h1, h2, device=device),
        nn.BatchNorm1d(h2, device=device),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h2, 10, device=device),
    ).to(device)
    return model


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    # training mode
    model.to(device).train()
    total_cost = 0.0
    for images, labels in train_loader:
        images = images.view(-1, 784).to(device, non_blocking=True)
        labels = labels.to(device, non_blocking=True)
        # forget the gradients of the batch before
        optimizer.zero_grad()
        # the scores, then the cost
        scores = model(images)
        cost = criterion(scores, labels)
        # the new gradients, then a step
        cost.backward()
        optimizer.step()
        total_cost += cost.detach().cpu().item()
    average_cost = total_cost / len(train_loader)
    return average_cost


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    with torch.no_grad():
        images = (dataset.data.view(-1, 784).float() / 255).to(device)
        labels = dataset.targets.to(device)
        accuracy = (model(images).argmax(dim=1) == labels).float().mean().cpu().item()
    return accuracy
