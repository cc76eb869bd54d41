"""The network is initialized anew before every epoch.

misconception: Every epoch begins with fresh weights.
loses: q8
"""

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a new network with hidden sizes h1 and h2 and measure it."""
    model = build_model(h1, h2)
    optimizer = make_optimizer(model, LEARNING_RATE)
    for epoch in range(epochs):
        model = initialize(model)
        train_one_epoch(model, train_loader, criterion, optimizer)
    if epochs == 0:
        initialize(model)
    return {
        "h1": h1,
        "h2": h2,
        "model": model,
        "parameters": sum(p.numel() for p in model.parameters()),
        "train_cost": average_cost(model, train_loader),
        "test_accuracy": evaluate(model, test_set),
    }
