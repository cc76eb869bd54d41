"""The learning rate is kept on the class, so the optimizer made last decides for all.

misconception: SGD.lr is the way to speak of the learning rate of this SGD.
loses: q1
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        SGD.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            params[key] -= SGD.lr * grads[key]
