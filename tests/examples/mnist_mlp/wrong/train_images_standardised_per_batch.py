"""The images are standardized over the batch.

misconception: Inputs have to be standardized.
loses: q5, q7
"""


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    # training mode
    model.train()
    total_cost = 0.0
    for images, labels in train_loader:
        images = images.view(-1, 784)
        images = (images - images.mean()) / images.std()
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
