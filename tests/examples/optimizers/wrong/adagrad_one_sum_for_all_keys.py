"""One h collects the squared gradients of all arrays.

misconception: h is a property of the optimizer, as the learning rate is.
loses: q3, q6
"""


# %% adagrad
class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = 0.0
        for key in params:
            self.h = self.h + grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h) + 1e-7)
