"""The numbers between rate and 1 are the mask itself, no zeros and ones.

misconception: What is above the rate stays as it was drawn.
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
            self.mask = rng.random(x.shape)
            self.mask[self.mask < self.rate] = 0
            self.mask /= 1 - self.rate
            out = x * self.mask
        else:
            out = x
        return out

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        dx = dout * self.mask
        return dx
