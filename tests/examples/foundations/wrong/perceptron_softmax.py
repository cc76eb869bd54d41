"""A softmax over the one score, which is always 1.

misconception: Softmax makes probabilities of scores, however many.
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
        probability = torch.softmax(self.linear(x), dim=1)
        return probability
