"""The velocity begins with the first push, and the first push is given once more.

misconception: Zeros are a bad start, the first gradient is a better one.
loses: q2, q6
"""


# %% momentum
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        """Move each array of `params` by its velocity, in place."""
        if self.v is None:
            self.v = {key: -self.lr * grads[key] for key in params}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
