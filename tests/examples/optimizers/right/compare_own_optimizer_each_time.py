"""make_optimizers is called anew for each name, and the network that has been trained is thrown away before the next one."""


# %% compare
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = dict()
    for name in list(make_optimizers()):
        optimizer = make_optimizers()[name]
        model, history = train_cnn(optimizer, train, validation, epochs)
        del model
        histories[name] = {key: [float(value) for value in values] for key, values in history.items()}
        print(name, histories[name]["loss"])
    return histories
