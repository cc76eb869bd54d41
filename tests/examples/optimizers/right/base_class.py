"""All five inherit from one class, which goes over the keys; each says only how one array moves."""


# %% after imports
class Optimizer:
    lr = None

    def update(self, params, grads):
        for key in params:
            self.move(key, params[key], grads[key])

    def move(self, key, weights, gradient):
        raise NotImplementedError


def state_of(states, key, weights):
    if key not in states:
        states[key] = np.zeros_like(weights)
    return states[key]


# %% sgd
class SGD(Optimizer):
    def __init__(self, lr=0.01):
        self.lr = lr

    def move(self, key, weights, gradient):
        weights -= self.lr * gradient


# %% momentum
class Momentum(Optimizer):
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def move(self, key, weights, gradient):
        v = state_of(self.v, key, weights)
        v[...] = self.momentum * v - self.lr * gradient
        weights += v


# %% adagrad
class AdaGrad(Optimizer):
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = {}

    def remember(self, h, gradient):
        h += gradient**2

    def move(self, key, weights, gradient):
        h = state_of(self.h, key, weights)
        self.remember(h, gradient)
        weights -= self.lr * gradient / (np.sqrt(h) + 1e-7)


# %% rmsprop
class RMSProp(AdaGrad):
    def __init__(self, lr=0.01, decay=0.95):
        super().__init__(lr)
        self.decay = decay

    def remember(self, h, gradient):
        h *= self.decay
        h += (1 - self.decay) * gradient**2


# %% adam
class Adam(Optimizer):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.t += 1
        super().update(params, grads)

    def move(self, key, weights, gradient):
        m, v = state_of(self.m, key, weights), state_of(self.v, key, weights)
        m[...] = self.beta1 * m + (1 - self.beta1) * gradient
        v[...] = self.beta2 * v + (1 - self.beta2) * gradient**2
        weights -= self.lr * m / (1 - self.beta1**self.t) / (np.sqrt(v / (1 - self.beta2**self.t)) + 1e-7)
