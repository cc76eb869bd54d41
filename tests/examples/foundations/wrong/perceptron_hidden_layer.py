"""A hidden layer stands before the unit, so that XOR can be learned.

misconception: A perceptron must be able to learn XOR.
loses: q4
may_lose: q5
"""


# %% perceptron
class Perceptron(nn.Module):
    """Maps (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))

    def forward(self, x):
        probability = torch.sigmoid(self.linear(x))
        return probability
