"""The piecewise straight sigmoid.

misconception: hardsigmoid is a faster way to compute the same.
loses: q4
may_lose: q5
"""


# %% perceptron
class Perceptron(nn.Module):
    """Maps (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)

    def forward(self, x):
        probability = F.hardsigmoid(self.linear(x))
        return probability
