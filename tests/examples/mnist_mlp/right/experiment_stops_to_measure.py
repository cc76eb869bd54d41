"""Cost and accuracy are measured after each epoch too, and the model is moved through its state_dict."""

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a new network with hidden sizes h1 and h2 and measure it."""
    net = initialize(build_model(h1, h2))
    optimizer = make_optimizer(net)
    history = []
    for epoch in range(epochs):
        history.append((train_one_epoch(net, train_loader, criterion, optimizer), evaluate(net, test_set)))
    model = build_model(h1, h2)
    model.load_state_dict(net.state_dict())
    return {
        "h1": h1,
        "h2": h2,
        "model": model,
        "parameters": sum(p.numel() for p in model.parameters()),
        "train_cost": average_cost(model, train_loader),
        "test_accuracy": evaluate(model, test_set),
    }
