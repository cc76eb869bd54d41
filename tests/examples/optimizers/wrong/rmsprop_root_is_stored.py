"""h holds the root, as if it were the mean square still.

misconception: RMS is the root of the mean square, so that is what has to be remembered.
loses: q4, q6
"""


# %% rmsprop
class RMSProp:
    def __init__(self, lr=0.01, decay=0.95):
        self.lr = lr
        self.decay = decay
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.h[key] = np.sqrt(self.decay * self.h[key] + (1 - self.decay) * grads[key] ** 2)
            params[key] -= self.lr * grads[key] / (self.h[key] + 1e-7)
