"""First all averages, then all steps; update of the dictionary of averages is by a new dictionary each time."""


# %% rmsprop
EPSILON = 1e-7


class RMSProp:
    def __init__(self, lr=0.01, decay=0.95):
        self.lr = lr
        self.decay = decay
        self.h = None

    def update(self, params, grads):
        old = self.h or {}
        self.h = {key: self.decay * old.get(key, 0) + (1 - self.decay) * np.power(grads[key], 2) for key in params}
        steps = {key: self.lr / (np.sqrt(self.h[key]) + EPSILON) * grads[key] for key in params}
        for key, step in steps.items():
            params[key] -= step
