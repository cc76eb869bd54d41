"""At the first call the velocity is the first push, as zeros would have made it."""


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
        else:
            self.v = {key: self.momentum * self.v[key] - self.lr * grads[key] for key in params}
        for key in params:
            params[key] += self.v[key]
