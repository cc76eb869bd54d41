"""The classes have the learning rates of the figure built in; each walk is right from there only.

misconception: A learning rate belongs to the class.
loses: q1, q6
"""


# %% sgd
class SGD:
    def __init__(self, lr=0.01):
        self.lr = 0.95 if lr > 0.3 else lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]
