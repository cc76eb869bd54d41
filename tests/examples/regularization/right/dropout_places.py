"""Remembered are the places of the dropped units, not a mask; in use a copy is returned."""


# %% dropout
class Dropout:
    def __init__(self, rate=0.2):
        self.rate = rate
        self.mask = None

    def forward(self, x, training, rng):
        """Return x (N, D) with units dropped if `training`, else as it is. `rng` is a np.random.Generator."""
        if training:
            # what each number is multiplied by: 0, or what makes up for those that are dropped
            self.dropped = np.nonzero(rng.random(x.shape) < self.rate)
            out = x / (1 - self.rate)
            out[self.dropped] = 0
        else:
            out = x.copy()
        return out

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        dx = dout / (1 - self.rate)
        dx[self.dropped] = 0
        return dx
