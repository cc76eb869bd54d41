"""Every epoch has a new optimizer of the same kind, which has forgotten everything.

misconception: compile belongs to fit.
loses: q7
"""


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history."""
    model = build_cnn()
    history = {}
    for epoch in range(epochs):
        fresh = type(optimizer).from_config(optimizer.get_config())
        model.compile(optimizer=fresh, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
        for key, values in model.fit(*train, batch_size=100, validation_data=validation, verbose=0).history.items():
            history.setdefault(key, []).extend(values)
    return model, history
