"""Helper functions for the running average and its correction, in a cell of their own."""


# %% after rmsprop
def running_average(old, new, beta):
    return beta * old + (1 - beta) * new


def corrected(average, beta, t):
    return average / (1 - beta**t)


# %% adam
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.t = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self._start(params)
        self.t += 1
        for key in params:
            self._step(params[key], grads[key], key)

    def _start(self, params):
        self.m = {key: np.zeros_like(value) for key, value in params.items()}
        self.v = {key: np.zeros_like(value) for key, value in params.items()}

    def _step(self, weights, gradient, key):
        self.m[key] = running_average(self.m[key], gradient, self.beta1)
        self.v[key] = running_average(self.v[key], gradient**2, self.beta2)
        weights -= self.lr * corrected(self.m[key], self.beta1, self.t) / (np.sqrt(corrected(self.v[key], self.beta2, self.t)) + 1e-7)
