"""The learning rate shrinks by one percent at each call.

misconception: A good SGD has a falling learning rate, so it may be built in.
loses: q1, q6
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        self.lr *= 0.99
        for key in params:
            params[key] -= self.lr * grads[key]
