"""The velocities are made one by one with setdefault, where they are needed first."""


# %% momentum
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        """Move each array of `params` by its velocity, in place."""
        for key, gradient in grads.items():
            velocity = self.v.setdefault(key, np.zeros(params[key].shape, params[key].dtype))
            velocity[...] = self.momentum * velocity - self.lr * gradient
            params[key] += velocity
