"""h is left alone where the gradient is 0: it does not fade.

misconception: A weight without a gradient takes no part in the step, nor does its h.
loses: q4
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
            pushed = grads[key] != 0
            average = self.decay * self.h[key] + (1 - self.decay) * grads[key] ** 2
            self.h[key] = np.where(pushed, average, self.h[key])
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
