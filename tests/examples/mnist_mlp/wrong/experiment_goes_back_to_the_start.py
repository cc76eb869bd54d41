"""Before every epoch the weights of the start are loaded again.

misconception: Epochs are repetitions of one another.
loses: q8
"""

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a new network with hidden sizes h1 and h2 and measure it."""
    model = initialize(build_model(h1, h2))
    optimizer = make_optimizer(model, LEARNING_RATE)
    start = {name: value.clone() for name, value in model.state_dict().items() if "num_batches" not in name}
    for epoch in range(epochs):
        model.load_state_dict(start, strict=False)
        train_one_epoch(model, train_loader, criterion, optimizer)
    return {
        "h1": h1,
        "h2": h2,
        "model": model,
        "parameters": sum(p.numel() for p in model.parameters()),
        "train_cost": average_cost(model, train_loader),
        "test_accuracy": evaluate(model, test_set),
    }
