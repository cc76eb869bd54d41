"""Every velocity has the shape of the first array.

misconception: All arrays of a network are equally large.
loses: q2
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
            first = next(iter(params.values()))
            self.v = {key: np.zeros_like(first) for key in params}
        for key in params:
            self.v[key] *= self.momentum
            self.v[key] -= self.lr * grads[key]
            params[key] += self.v[key]
