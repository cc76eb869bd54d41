"""The sigmoid by way of tanh: (1 + tanh(s/2)) / 2."""


# %% perceptron
class Perceptron(nn.Module):
    """Maps (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)

    def forward(self, x):
        probability = 0.5 + 0.5 * torch.tanh(0.5 * self.linear(x))
        return probability
