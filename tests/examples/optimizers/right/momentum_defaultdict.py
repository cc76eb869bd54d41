"""The velocities are a defaultdict of 0.0, which becomes an array with the first gradient."""

# %% momentum
from collections import defaultdict


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        """Move each array of `params` by its velocity, in place."""
        if self.v is None:
            self.v = defaultdict(float)
        for key in params:
            self.v[key] = self.v[key] * self.momentum - grads[key] * self.lr
            params[key] += self.v[key]
