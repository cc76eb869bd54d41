"""A local name for the array is bound to the new weights, and `params` stays as it was.

misconception: `weights` is the entry of the dictionary under a shorter name, so assigning to it changes the entry.
loses: q1, q6
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            weights = params[key]
            weights = weights - self.lr * grads[key]
