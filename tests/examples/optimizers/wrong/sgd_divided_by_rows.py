"""The gradient is divided by the number of rows of the array.

misconception: The gradient is a sum over the batch, and its length is the batch size.
loses: q1
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            params[key] -= self.lr * grads[key] / len(grads[key])
