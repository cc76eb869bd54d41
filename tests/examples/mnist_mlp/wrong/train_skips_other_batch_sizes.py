"""Batches with fewer than BATCH_SIZE images are skipped, which is every batch of a loader that has smaller ones.

misconception: The training function has to leave out incomplete batches itself, and a complete batch has 100 images.
loses: q5, q8
"""

# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch once; return the average cost, a number."""
    # training mode
    model.train()
    total_cost = 0.0
    for images, labels in train_loader:
        if len(labels) < BATCH_SIZE:
            continue
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
