"""np.subtract and np.multiply write their results into the arrays that are there; the gradients are gone through by zip."""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key, weights in params.items():
            np.subtract(weights, np.multiply(self.lr, grads[key]), out=weights)
