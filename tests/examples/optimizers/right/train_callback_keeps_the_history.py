"""A callback of its own writes the history down, as floats."""


# %% train_cnn
class Diary(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.pages = {}

    def on_epoch_end(self, epoch, logs=None):
        for key, value in logs.items():
            self.pages.setdefault(key, []).append(float(value))


def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()
    diary = Diary()
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(train[0], train[1], 100, epochs, verbose=0, validation_data=tuple(validation), callbacks=[diary])
    return model, diary.pages
