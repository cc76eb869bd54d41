"""h starts with one 0 for each key, which becomes an array with the first gradient; the root is a power."""


# %% adagrad
class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = dict.fromkeys(params, 0.0)
        for key in params:
            self.h[key] = self.h[key] + grads[key] * grads[key]
            params[key] -= self.lr * (grads[key] / (self.h[key] ** 0.5 + 1e-7))
