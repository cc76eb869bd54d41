"""The gradient is divided by 1 − rate once more.

misconception: The backward pass has to be scaled, and the mask is only zeros and ones.
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
            self.mask = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
            out = x * self.mask
        else:
            out = x
        return out

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        dx = dout * self.mask / (1 - self.rate)
        return dx
