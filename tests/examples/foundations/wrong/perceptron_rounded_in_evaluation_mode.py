"""The probability is rounded to 0 or 1 in evaluation mode.

misconception: A perceptron answers yes or no.
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
        probability = torch.sigmoid(self.linear(x))
        if not self.training:
            probability = probability.round()
        return probability
