"""The gradient of each array is scaled to length 1, so only its direction counts.

misconception: The gradient says where to go, the learning rate how far.
loses: q1, q6
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            params[key] -= self.lr * grads[key] / (np.linalg.norm(grads[key]) + 1e-7)
