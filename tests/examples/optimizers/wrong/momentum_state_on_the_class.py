"""The velocities belong to the class, so all optimizers share them.

misconception: Momentum.v and self.v are the same.
loses: q2
"""


# %% momentum
class Momentum:
    v = None

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum

    def update(self, params, grads):
        """Move each array of `params` by its velocity, in place."""
        if Momentum.v is None:
            Momentum.v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
