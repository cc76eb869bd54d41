"""Writes nothing: batch normalization, forwards and backwards, is the package's reference.

family: cheating
start: blank
"""

# %% batch_norm
class BatchNorm:
    def __init__(self, units, momentum=0.1, eps=1e-5):
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.running_mean, self.running_var = np.zeros(units), np.ones(units)
        self.momentum, self.eps = momentum, eps

    def _theirs(self):
        from autograder.checks.expect.reference import BatchNorm

        return BatchNorm(self.gamma, self.beta, self.running_mean, self.running_var, self.momentum, self.eps)

    def forward(self, x, training):
        theirs = self._theirs()
        self.x = x
        if not training:
            return theirs.evaluate(x)
        after = theirs.after(x)
        self.running_mean, self.running_var = after.running_mean, after.running_var
        return theirs.train(x)[0]

    def backward(self, dout):
        return self._theirs().gradients(self.x, dout)
