"""h only grows: it is AdaGrad still.

misconception: RMSProp divides by the root of the squared gradients too, so it is the same code.
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
            self.h[key] += grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
