"""The new square decays at once as well: h = ρ(h + (1 - ρ)∇²).

misconception: `h += …; h *= ρ` is the formula in two steps.
loses: q4, q6
"""


# %% rmsprop
class RMSProp:
    def __init__(self, lr=0.01, decay=0.95):
        self.lr = lr
        self.decay = decay
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.h[key] += (1 - self.decay) * grads[key] ** 2
            self.h[key] *= self.decay
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
