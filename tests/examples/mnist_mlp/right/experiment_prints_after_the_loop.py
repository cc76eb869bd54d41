"""The last training cost is printed after the loop; the history is kept."""

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    model = initialize(build_model(h1, h2))
    optimizer = make_optimizer(model)
    for epoch in range(epochs):
        cost = train_one_epoch(model, train_loader, criterion, optimizer)
    print(f"({h1}, {h2}): training cost {cost:.3f} in epoch {epoch + 1}")
    parameters = sum(p.numel() for p in model.parameters())
    return {"h1": h1, "h2": h2, "model": model, "parameters": parameters,
            "train_cost": average_cost(model, train_loader), "test_accuracy": evaluate(model, test_set)}
