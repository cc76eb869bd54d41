"""A running mean instead of a sum; the gradients are set to None by hand; batches are fetched with iter and next."""


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    for module in model.modules():
        module.training = True
    average_cost, count = 0.0, 0
    batches = iter(train_loader)
    while (batch := next(batches, None)) is not None:
        images, labels = batch
        cost = criterion(model(images.reshape(len(images), -1)), labels)
        for parameter in model.parameters():
            parameter.grad = None
        torch.autograd.backward(cost)
        optimizer.step()
        count += 1
        average_cost += (cost.item() - average_cost) / count
    return average_cost
