"""Costs are weighted by the batch sizes, which are equal as the loader drops a last small batch; progress on stderr."""

# %% train
import sys


def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    total_cost, seen = 0.0, 0
    for i, (images, labels) in enumerate(train_loader, start=1):
        model.train()  # inside the loop does no harm
        images = images.view(-1, 784)
        model.zero_grad()
        scores = model(images)
        cost = criterion(scores, labels)
        cost.backward()
        optimizer.step()
        total_cost += cost.item() * labels.size(0)
        seen += labels.size(0)
        if i % 100 == 0:
            print(f"  batch {i}/{len(train_loader)}: cost {total_cost / seen:.4f}", file=sys.stderr, flush=True)
    average_cost = total_cost / seen
    return average_cost
