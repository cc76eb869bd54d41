"""m and v are changed in place; root, correction and division happen in arrays made for it."""


# %% adam
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.t = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.t == 0:
            self.m = {key: np.zeros_like(value) for key, value in params.items()}
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        self.t += 1
        for key in params:
            m, v = self.m[key], self.v[key]
            m *= self.beta1
            m += (1 - self.beta1) * grads[key]
            v *= self.beta2
            v += (1 - self.beta2) * np.square(grads[key])
            step = m / (1 - self.beta1**self.t)
            step /= np.sqrt(v / (1 - self.beta2**self.t)) + 1e-7
            step *= self.lr
            params[key][...] -= step
