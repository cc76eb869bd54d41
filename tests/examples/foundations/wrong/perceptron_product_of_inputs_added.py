"""The product of the two inputs comes in as a third one, so that XOR can be learned.

misconception: A perceptron must be able to learn XOR.
loses: q4
may_lose: q5
"""


# %% perceptron
class Perceptron(nn.Module):
    """Maps (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 1)

    def forward(self, x):
        probability = torch.sigmoid(self.linear(torch.cat([x, x[:, :1] * x[:, 1:]], dim=1)))
        return probability
