"""The powers of the betas are multiplied up from call to call; m and v are made lazily, for each key."""


# %% adam
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.t = 0
        self.m = {}
        self.v = {}
        self.power1 = self.power2 = 1.0

    def update(self, params, grads):
        # one more step
        self.t = self.t + 1
        self.power1 *= self.beta1
        self.power2 *= self.beta2
        for key in grads:
            # the two running averages
            g = grads[key]
            self.m[key] = self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0.0) + (1 - self.beta2) * g * g
            # the bias correction and the step
            direction = self.m[key] / (1 - self.power1)
            scale = (self.v[key] / (1 - self.power2)) ** 0.5
            params[key] -= self.lr * direction / (scale + 1e-7)
