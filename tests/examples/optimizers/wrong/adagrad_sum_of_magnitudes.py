"""h is the sum of |∇|, and no root is taken.

misconception: The root of a sum of squares is the sum of the magnitudes.
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
            self.h[key] += np.abs(grads[key])
            params[key] -= self.lr * grads[key] / (self.h[key] + 1e-7)
