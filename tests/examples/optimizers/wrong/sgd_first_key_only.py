"""A `return` inside the loop ends the update after the first array.

misconception: update has to return the parameters, at the end of what has been written.
loses: q1, q6
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            params[key] -= self.lr * grads[key]
            return params
