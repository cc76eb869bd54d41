"""The dictionary of velocities is a default argument, which is made once for all optimizers.

misconception: A default value is made anew at each call.
loses: q2
"""


# %% momentum
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9, v={}):
        self.lr = lr
        self.momentum = momentum
        self.v = v

    def update(self, params, grads):
        """Move each array of `params` by its velocity, in place."""
        for key in params:
            if key not in self.v:
                self.v[key] = np.zeros_like(params[key])
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
