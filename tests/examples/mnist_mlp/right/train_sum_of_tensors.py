"""The costs are summed as tensors and become a number at the end; the gradient comes from an explicit backward(1)."""


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    model = model.train()
    total_cost = torch.zeros((), dtype=torch.float64)
    number_of_batches = 0
    for X, Y in train_loader:
        optimizer.zero_grad(set_to_none=True)
        hypothesis = model(X.view(X.shape[0], -1))
        cost = criterion(hypothesis, Y)
        cost.backward(gradient=torch.ones_like(cost))
        optimizer.step()
        with torch.no_grad():
            total_cost += cost
        number_of_batches += 1
    average_cost = total_cost.item() / number_of_batches
    return average_cost
