"""The gradients are forgotten once before the loop and then after each step, which is the same in effect."""


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    model.train(True)
    optimizer.zero_grad()
    total_cost = 0.0
    for images, labels in train_loader:
        images = images.view(-1, 784)
        scores = model(images)
        cost = criterion(scores, labels)
        cost.backward()
        optimizer.step()
        optimizer.zero_grad()
        total_cost += cost.item()
    average_cost = total_cost / len(train_loader)
    return average_cost
