"""A penalty on the weights is added to the cost.

misconception: A cost needs regularization.
loses: q5
"""


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    # training mode
    model.train()
    total_cost = 0.0
    for images, labels in train_loader:
        images = images.view(-1, 784)
        # forget the gradients of the batch before
        optimizer.zero_grad()
        # the scores, then the cost
        scores = model(images)
        cost = criterion(scores, labels)
        cost = cost + 1e-3 * sum((p**2).sum() for p in model.parameters())
        # the new gradients, then a step
        cost.backward()
        optimizer.step()
        total_cost += cost.item()
    average_cost = total_cost / len(train_loader)
    return average_cost
