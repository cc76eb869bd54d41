"""An optimizer from outside is used instead of the one that is handed over.

misconception: There is one optimizer in a notebook.
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
        cost = criterion(scores, labels)
        # the new gradients, then a step
        cost.backward()
        the_optimizer.step()
        total_cost += cost.item()
    average_cost = total_cost / len(train_loader)
    return average_cost


# %% after loss
network = initialize(build_model())
the_optimizer = make_optimizer(network)
