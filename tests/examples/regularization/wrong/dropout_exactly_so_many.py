"""Exactly rate × size numbers are dropped, not each by its own draw.

misconception: A rate of 0.2 means that one fifth is dropped.
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
            self.mask = np.full(x.size, 1 / (1 - self.rate))
            self.mask[rng.choice(x.size, size=round(self.rate * x.size), replace=False)] = 0
            self.mask = self.mask.reshape(x.shape)
            out = x * self.mask
        else:
            out = x
        return out

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        dx = dout * self.mask
        return dx
