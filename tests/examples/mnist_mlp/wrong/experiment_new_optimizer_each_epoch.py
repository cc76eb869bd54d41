"""Every epoch has an optimizer of its own, so what Adam has gathered is lost.

misconception: An optimizer belongs to an epoch.
loses: q8
"""

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a new network with hidden sizes h1 and h2 and measure it."""
    model = initialize(build_model(h1, h2))
    for epoch in range(epochs):
        optimizer = make_optimizer(model, LEARNING_RATE)
        train_one_epoch(model, train_loader, criterion, optimizer)
    return {
        "h1": h1,
        "h2": h2,
        "model": model,
        "parameters": sum(p.numel() for p in model.parameters()),
        "train_cost": average_cost(model, train_loader),
        "test_accuracy": evaluate(model, test_set),
    }
