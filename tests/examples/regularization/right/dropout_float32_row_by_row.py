"""Rows are drawn one by one, in single precision, with a property for the keep rate."""


# %% dropout
class Dropout:
    def __init__(self, rate=0.2):
        self.rate = rate
        self.mask = None

    @property
    def keep(self):
        return 1.0 - self.rate

    def forward(self, x, training, rng):
        """Return x (N, D) with units dropped if `training`, else as it is. `rng` is a np.random.Generator."""
        if not training:
            return x
        # what each number is multiplied by: 0, or what makes up for those that are dropped
        rows = [rng.random(x.shape[1], dtype=np.float32) < self.keep for _ in x]
        self.mask = np.stack(rows)
        return x * self.mask / self.keep

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        return self.mask * dout / self.keep
