"""h moves by (1 - ρ) towards the new square, in place."""


# %% rmsprop
class RMSProp:
    def __init__(self, lr=0.01, decay=0.95):
        self.lr = lr
        self.decay = decay
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {}
            for key in params:
                self.h[key] = 0 * params[key]
        for key, gradient in grads.items():
            self.h[key] += (1 - self.decay) * (gradient**2 - self.h[key])
            params[key] -= gradient * self.lr / (np.sqrt(self.h[key]) + 1e-7)
