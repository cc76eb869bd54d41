"""A tensor with its graph is returned, not a number.

misconception: A tensor with one entry is a number.
loses: q5
"""

# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    model.train()
    total_cost = 0.0
    for images, labels in train_loader:
        images = images.view(-1, 784)
        optimizer.zero_grad()
        cost = criterion(model(images), labels)
        cost.backward()
        optimizer.step()
        total_cost += cost
    return total_cost / len(train_loader)
