"""The epochs are written out in the experiment, with an Adam of its own."""

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a new network with hidden sizes h1 and h2 and measure it."""
    model = initialize(build_model(h1=h1, h2=h2))
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    model.train()
    for epoch in range(epochs):
        for images, labels in train_loader:
            optimizer.zero_grad()
            criterion(model(images.flatten(1)), labels).backward()
            optimizer.step()
    return {
        "h1": h1,
        "h2": h2,
        "model": model,
        "parameters": sum(p.numel() for p in model.parameters()),
        "train_cost": average_cost(model, train_loader),
        "test_accuracy": evaluate(model, test_set),
    }
