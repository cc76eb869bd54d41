"""Nearly every cell is written differently at the same time."""


# %% penalties
def l2_penalty(w, lam=0.001):
    """Return the L2 penalty of the weights w, a number."""
    penalty = lam * np.vdot(w, w)
    return penalty


def l2_gradient(w, lam=0.001):
    """Return the derivative of the L2 penalty by each weight, an array like w."""
    gradient = 2 * lam * w
    return gradient


def l1_penalty(w, lam=0.001):
    """Return the L1 penalty of the weights w, a number."""
    penalty = lam * (w[w > 0].sum() - w[w < 0].sum())
    return penalty


def l1_gradient(w, lam=0.001):
    """Return the derivative of the L1 penalty by each weight, an array like w."""
    gradient = lam * ((w > 0).astype(float) - (w < 0))
    return gradient


# %% penalty_steps
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w * (1 - 2 * lr * lam)
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = w - np.clip(w, -lr * lam, lr * lam)
    return after


# %% dropout
class Dropout:
    def __init__(self, rate=0.2):
        self.rate = rate
        self.mask = None

    def forward(self, x, training, rng):
        """Return x (N, D) with units dropped if `training`, else as it is. `rng` is a np.random.Generator."""
        if training:
            # what each number is multiplied by: 0, or what makes up for those that are dropped
            self.mask = rng.uniform(0, 1, x.shape) < 1 - self.rate
            out = np.where(self.mask, x / (1 - self.rate), 0)
        else:
            out = x
        return out

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        dx = np.where(self.mask, dout / (1 - self.rate), 0)
        return dx


# %% batch_norm
class BatchNorm:
    def __init__(self, units, momentum=0.1, eps=1e-5):
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.running_mean, self.running_var = np.zeros(units), np.ones(units)
        self.momentum, self.eps = momentum, eps

    def forward(self, x, training):
        """Return x (N, units), normalized with the batch's statistics if `training`, else with the running averages."""
        if not training:
            # scale and shift in one
            scale = self.gamma / np.sqrt(self.running_var + self.eps)
            return x * scale + (self.beta - self.running_mean * scale)
        n = x.shape[0]
        mean = np.sum(x, axis=0) / n
        squares = np.sum((x - mean) ** 2, axis=0)
        old, new = 1 - self.momentum, self.momentum
        self.running_mean = old * self.running_mean + new * mean
        self.running_var = old * self.running_var + new * squares / (n - 1)
        self.inverse = 1 / np.sqrt(squares / n + self.eps)
        self.normal = (x - mean) * self.inverse
        return self.normal * self.gamma + self.beta

    def backward(self, dout):
        """Return the gradients by x, gamma and beta, given the gradient by what the last `forward`, one in training, returned."""
        along_1 = dout.mean(axis=0)
        along_hat = (dout * self.normal).mean(axis=0)
        dx = self.gamma * self.inverse * (dout - along_1 - self.normal * along_hat)
        return dx, len(dout) * along_hat, len(dout) * along_1

# %% keras_layers
from keras import layers, regularizers


def dense(units, activation="relu", **options):
    return [layers.Dense(units, activation=activation, **options)]


def normalized(units, activation):
    return dense(units, None) + [layers.BatchNormalization()] + [activation]


def plain(units):
    return [layers.Dense(units, activation="relu")]


def he_normal(units):
    return dense(units, kernel_initializer="HeNormal")


def l2(units):
    return dense(units, kernel_regularizer=regularizers.L2(1e-3))


def l1(units):
    return dense(units, kernel_regularizer=regularizers.L1(1e-3))


def dropout(units):
    return plain(units) + [layers.Dropout(0.2)]


def dropout_l1(units):
    return dense(units, kernel_regularizer=regularizers.L1(1e-2)) + [layers.Dropout(0.2)]


def batch_norm(units):
    return normalized(units, layers.ReLU())


def batch_norm_leaky(units):
    return normalized(units, layers.LeakyReLU(0.2))


# %% early_stopping
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.left = patience

    def should_stop(self, loss, weights):
        """Note the loss and the weights after an epoch; return whether to stop now."""
        self.left -= 1
        if not (np.isnan(loss) or self.best_loss <= loss):
            self.best_loss = loss
            self.best_weights = [array + 0 for array in weights]
            self.left = self.patience
        stop = self.left <= 0
        return stop


# %% train_version
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; `train` and `validation` are pairs (rows, labels).

    Returns the network and its history: a dictionary with the lists "crossentropy", "val_crossentropy" and others.
    """
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    # build, compile with that metric, fit
    model = build(hidden)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    history = {}
    for _ in range(epochs):
        for key, values in model.fit(*train, batch_size=50, validation_data=validation, verbose=0).history.items():
            history.setdefault(key, []).extend(values)
    return model, history


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        total = 0.0
        for p, one_hot in zip(probabilities.astype(float), np.eye(10)[labels]):
            total -= np.log(max((p * one_hot).sum(), 1e-7))
        return float(total / len(rows))

    difference = -(crossentropy(*train) - crossentropy(*validation))
    return difference


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for name in histories:
        plt.plot(histories[name]["val_crossentropy"], "o-", markersize=2, label=f"{name}")
    plt.xlabel("Epoch")
    plt.ylabel("Cross-entropy (validation)")
    plt.title("Regularization")
    plt.grid(True)
    plt.legend(loc="upper right", fontsize=8)
    return figure
