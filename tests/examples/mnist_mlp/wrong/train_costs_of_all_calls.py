"""The costs are kept in a global list, so the mean includes earlier calls.

misconception: A list outside of the function starts empty.
loses: q5
"""

# %% train
epoch_costs = []


def train_one_epoch(model, train_loader, criterion, optimizer):
    model.train()
    for images, labels in train_loader:
        images = images.view(-1, 784)
        optimizer.zero_grad()
        cost = criterion(model(images), labels)
        cost.backward()
        optimizer.step()
        epoch_costs.append(cost.item())
    return sum(epoch_costs) / len(epoch_costs)
