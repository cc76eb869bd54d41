"""A local name for the array, which `+=` changes in place; the minus stands at the learning rate."""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            w = params[key]
            w += -self.lr * grads[key]
        return params
