"""h is one number for each array: the sum of all its squared gradients.

misconception: A squared gradient is its squared length.
loses: q3
"""


# %% adagrad
class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: 0.0 for key in params}
        for key in params:
            self.h[key] += np.sum(grads[key] ** 2)
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
