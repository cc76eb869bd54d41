"""The step is always 0.01 times the gradient, whatever `lr` is.

misconception: The default in the first line is the learning rate.
loses: q1, q6
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            params[key] -= 0.01 * grads[key]
