"""The step is taken with a closure that forgets the old gradients and computes the cost and the new ones."""


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    model.train()
    total_cost = 0.0
    for images, labels in train_loader:

        def closure():
            optimizer.zero_grad()
            cost = criterion(model(images.view(-1, 784)), labels)
            cost.backward()
            return cost

        total_cost += optimizer.step(closure).item()
    return total_cost / len(train_loader)
