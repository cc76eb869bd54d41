"""Mean and variance by sums; only what backward needs is kept, under other names, and in training only."""


# %% batch_norm
class BatchNorm:
    def __init__(self, units, momentum=0.1, eps=1e-5):
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.running_mean, self.running_var = np.zeros(units), np.ones(units)
        self.momentum, self.eps = momentum, eps

    def forward(self, x, training):
        """Return x (N, units), normalized with the batch's statistics if `training`, else with the running averages."""
        if not training:
            # scale and shift in one
            scale = self.gamma / np.sqrt(self.running_var + self.eps)
            return x * scale + (self.beta - self.running_mean * scale)
        n = x.shape[0]
        mean = np.sum(x, axis=0) / n
        squares = np.sum((x - mean) ** 2, axis=0)
        old, new = 1 - self.momentum, self.momentum
        self.running_mean = old * self.running_mean + new * mean
        self.running_var = old * self.running_var + new * squares / (n - 1)
        self.inverse = 1 / np.sqrt(squares / n + self.eps)
        self.normal = (x - mean) * self.inverse
        return self.normal * self.gamma + self.beta

    def backward(self, dout):
        """Return the gradients by x, gamma and beta, given the gradient by what the last `forward`, one in training, returned."""
        along_1 = dout.mean(axis=0)
        along_hat = (dout * self.normal).mean(axis=0)
        dx = self.gamma * self.inverse * (dout - along_1 - self.normal * along_hat)
        return dx, len(dout) * along_hat, len(dout) * along_1
