"""A hidden layer with ReLU stands before the scores.

misconception: More layers can only be better.
loses: q1
may_lose: q2
"""


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 3))

    def forward(self, x):
        scores = self.linear(x)
        return scores
