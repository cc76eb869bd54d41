"""h is a dictionary of the class and is shared by all its objects.

misconception: What stands below `class` is made anew for each object.
loses: q3
"""


# %% adagrad
class AdaGrad:
    h = {}

    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            if key not in self.h:
                self.h[key] = np.zeros_like(params[key])
        for key in params:
            self.h[key] += grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
