"""As in PyTorch: v = αv + ∇ and W -= ηv. The weights come out right, but `self.v` holds no velocity.

misconception: It does not matter where the learning rate stands, so it does not matter what v is.
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
            self.v[key] = self.momentum * self.v[key] + grads[key]
            params[key] -= self.lr * self.v[key]
