"""Perceptron is itself a Sequential."""


# %% perceptron
class Perceptron(nn.Sequential):
    """Maps (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__(nn.Linear(2, 1), nn.Sigmoid())
