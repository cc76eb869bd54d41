"""Training keeps every batch's cost in a global list and counts the steps in a global variable."""

# %% train
all_costs = []
steps = 0


def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    global steps
    model.train()
    first = len(all_costs)
    for images, labels in train_loader:
        images = images.view(-1, 784)
        optimizer.zero_grad()
        scores = model(images)
        cost = criterion(scores, labels)
        cost.backward()
        optimizer.step()
        all_costs.append(cost.item())
        steps += 1
    this_epoch = all_costs[first:]
    return sum(this_epoch) / len(this_epoch)
