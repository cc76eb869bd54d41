"""Each weight of an array moves by the mean gradient of that array.

misconception: The gradient has to be averaged before the step, and it is here that it happens.
loses: q1
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            params[key] -= self.lr * grads[key].mean()
