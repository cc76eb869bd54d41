"""In each row exactly rate × D units are dropped.

misconception: A rate of 0.2 means that each image loses one fifth of its units.
loses: q2
"""


# %% dropout
class Dropout:
    def __init__(self, rate=0.2):
        self.rate = rate
        self.mask = None

    def forward(self, x, training, rng):
        """Return x (N, D) with units dropped if `training`, else as it is. `rng` is a np.random.Generator."""
        if training:
            # what each number is multiplied by: 0, or what makes up for those that are dropped
            number = int(self.rate * x.shape[1])
            order = np.argsort(rng.random(x.shape), axis=1)
            self.mask = (np.argsort(order, axis=1) >= number) / (1 - self.rate)
            out = x * self.mask
        else:
            out = x
        return out

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        dx = dout * self.mask
        return dx
