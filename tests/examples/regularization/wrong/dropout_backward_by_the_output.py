"""Backwards, what counts as dropped is where the output was 0: also units that were 0 before, as after a ReLU.

misconception: An output of 0 was dropped.
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
            self.out = out
        else:
            out = x
        return out

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        dx = dout * (self.out != 0) / (1 - self.rate)
        return dx
