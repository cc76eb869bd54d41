"""h sums the squares of the steps lr·∇, so that the learning rate cancels out.

misconception: h remembers the steps.
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
            self.h[key] += (self.lr * grads[key]) ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
