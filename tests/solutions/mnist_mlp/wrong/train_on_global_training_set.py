"""The loop runs over the global training set and not over the loader it is given.

misconception: The data to train on is train_set.
loses: q5
"""


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    # training mode
    model.train()
    total_cost = 0.0
    for images, labels in DataLoader(train_set, batch_size=BATCH_SIZE, shuffle=True, drop_last=True):
        images = images.view(-1, 784)
        # forget the gradients of the batch before
        optimizer.zero_grad()
        # the scores, then the cost
        scores = model(images)
        cost = criterion(scores, labels)
        # the new gradients, then a step
        cost.backward()
        optimizer.step()
        total_cost += cost.item()
    average_cost = total_cost / len(train_loader)
    return average_cost
