"""The running average is one of the gradient, and its square root is replaced by its magnitude.

misconception: The mean of the squares is the square of the mean.
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
            self.h[key] = self.decay * self.h[key] + (1 - self.decay) * grads[key]
            params[key] -= self.lr * grads[key] / (np.abs(self.h[key]) + 1e-7)
