"""The step goes along the gradient, uphill.

misconception: The gradient shows the direction to go.
loses: q1, q6
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            params[key] += self.lr * grads[key]
