"""The gradients are summed without being squared; a magnitude keeps the root real.

misconception: The square and the root cancel out, so both may be left out of the sum.
loses: q3, q6
"""


# %% adagrad
class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.h[key] += grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(np.abs(self.h[key])) + 1e-7)
