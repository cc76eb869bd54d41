"""There is one velocity, through which all arrays pass in turn.

misconception: The ball has one velocity.
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
            self.v = 0.0
        for key in params:
            self.v = self.momentum * self.v - self.lr * grads[key]
            params[key] += self.v
