"""Each step puts a new array into `params` instead of changing the one that is there.

misconception: W = W - … and W -= … are the same thing, written differently.
loses: q1
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            params[key] = params[key] - self.lr * grads[key]
