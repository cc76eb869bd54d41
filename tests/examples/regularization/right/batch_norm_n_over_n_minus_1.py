"""The unbiased variance as var × N/(N − 1); the averages in the form of a difference."""


# %% batch_norm
class BatchNorm:
    def __init__(self, units, momentum=0.1, eps=1e-5):
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.running_mean, self.running_var = np.zeros(units), np.ones(units)
        self.momentum, self.eps = momentum, eps

    def forward(self, x, training):
        """Return x (N, units), normalized with the batch's statistics if `training`, else with the running averages."""
        if training:
            mean = x.mean(axis=0)
            var = x.var(axis=0)
            # the running averages
            n = x.shape[0]
            self.running_mean = self.running_mean + self.momentum * (mean - self.running_mean)
            self.running_var = self.running_var + self.momentum * (var * n / (n - 1) - self.running_var)
        else:
            mean = self.running_mean
            var = self.running_var
        # kept for `backward`
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        out = self.gamma * self.x_hat + self.beta
        return out

    def backward(self, dout):
        """Return the gradients by x, gamma and beta, given the gradient by what the last `forward`, one in training, returned."""
        dgamma = (dout * self.x_hat).sum(axis=0)
        dbeta = dout.sum(axis=0)
        g = dout * self.gamma
        dx = (g - g.mean(axis=0) - self.x_hat * (g * self.x_hat).mean(axis=0)) / self.std
        return dx, dgamma, dbeta
