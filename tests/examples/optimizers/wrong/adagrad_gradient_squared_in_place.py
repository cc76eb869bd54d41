"""`**=` squares the gradient itself, and the step goes along the square.

misconception: `gradient` is a copy, with which one may do as one likes.
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
            gradient = grads[key]
            gradient **= 2
            self.h[key] += gradient
            params[key] -= self.lr * gradient / (np.sqrt(self.h[key]) + 1e-7)
