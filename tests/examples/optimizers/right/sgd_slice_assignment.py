"""The new values are assigned to the whole slice of the array; the loop goes over the gradients."""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key, gradient in grads.items():
            params[key][:] = params[key] - self.lr * gradient
