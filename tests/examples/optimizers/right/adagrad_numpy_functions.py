"""NumPy's functions in place of operators, with `out` wherever there is one."""


# %% adagrad
class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            gradient, h = grads[key], self.h[key]
            np.add(h, np.square(gradient), out=h)
            step = np.sqrt(h)
            np.add(step, 1e-7, out=step)
            np.divide(gradient, step, out=step)
            np.multiply(step, self.lr, out=step)
            np.subtract(params[key], step, out=params[key])
