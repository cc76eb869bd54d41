"""Loss and metric are objects, and the history is a copy with more entries.
"""

# %% train_cnn
import time


def train_cnn(optimizer, train, validation, epochs):
    start = time.time()
    model = build_cnn()
    model.compile(
        optimizer,
        keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    x, y = train
    record = model.fit(x=x, y=y, batch_size=100, epochs=epochs, validation_data=tuple(validation), verbose=2)
    history = {key: list(map(float, values)) for key, values in record.history.items()}
    history["seconds"] = [time.time() - start]
    return model, history
