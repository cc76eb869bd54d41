"""Only the arrays named W1, b1, W2 and b2 are moved.

misconception: The keys are those that the text names.
loses: q1, q6
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in {"W1", "b1", "W2", "b2"} & set(params):
            params[key] -= self.lr * grads[key]
