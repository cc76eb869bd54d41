"""Training leaves the model in the mode in which it came, and returns the average cost as a tensor without gradient."""


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    mode_before = model.training
    model.train()
    costs = []
    for images, labels in train_loader:
        images = images.view(-1, 784)
        optimizer.zero_grad(set_to_none=False)
        cost = criterion(model(images), labels)
        cost.backward()
        optimizer.step()
        costs.append(cost.detach())
    model.train(mode_before)
    average_cost = torch.stack(costs).mean()
    return average_cost
