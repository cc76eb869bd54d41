"""dict.update exchanges the arrays of `params` for new ones.

misconception: dict.update changes the dictionary in place, so the arrays in it are changed in place too.
loses: q1
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        params.update({key: params[key] - self.lr * grads[key] for key in params})
