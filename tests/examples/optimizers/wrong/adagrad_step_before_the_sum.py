"""The step is divided by the root of h as it was before this gradient.

misconception: h is how much it has been pushed *so far*, before this push.
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
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
            self.h[key] += grads[key] ** 2
