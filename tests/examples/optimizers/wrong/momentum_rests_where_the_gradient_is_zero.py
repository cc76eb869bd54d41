"""Weights whose gradient is exactly 0 do not move, and keep their velocity.

misconception: Without a gradient there is no step.
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
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            pushed = grads[key] != 0
            self.v[key][pushed] = (self.momentum * self.v[key] - self.lr * grads[key])[pushed]
            params[key][pushed] += self.v[key][pushed]
