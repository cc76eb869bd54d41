"""The steps are counted on the class: a second optimizer goes on from the count of the first.

misconception: Adam.t is the t of this Adam.
loses: q5
"""


# %% adam
class Adam:
    t = 0

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m = {key: np.zeros_like(value) for key, value in params.items()}
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        # one more step
        Adam.t += 1
        for key in params:
            # the two running averages
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            # the bias correction and the step
            m_hat = self.m[key] / (1 - self.beta1**Adam.t)
            v_hat = self.v[key] / (1 - self.beta2**Adam.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-7)
