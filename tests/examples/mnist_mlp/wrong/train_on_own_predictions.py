"""The cost compares the scores with the model's own predictions.

misconception: The label of an image is what the network says.
loses: q5, q7, q8
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
        cost = criterion(scores, scores.argmax(dim=1))
        # the new gradients, then a step
        cost.backward()
        optimizer.step()
        total_cost += cost.item()
    average_cost = total_cost / len(train_loader)
    return average_cost
