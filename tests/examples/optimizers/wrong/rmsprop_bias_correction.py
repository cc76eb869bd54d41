"""h is corrected for its start at 0, as in Adam.

misconception: Every running average that starts at 0 has to be corrected.
loses: q4, q6
"""


# %% rmsprop
class RMSProp:
    def __init__(self, lr=0.01, decay=0.95):
        self.lr = lr
        self.decay = decay
        self.h = None
        self.t = 0

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        self.t += 1
        for key in params:
            self.h[key] = self.decay * self.h[key] + (1 - self.decay) * grads[key] ** 2
            corrected = self.h[key] / (1 - self.decay**self.t)
            params[key] -= self.lr * grads[key] / (np.sqrt(corrected) + 1e-7)
