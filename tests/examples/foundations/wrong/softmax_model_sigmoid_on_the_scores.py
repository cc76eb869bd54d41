"""A sigmoid on the scores.

misconception: Scores have to lie between 0 and 1.
loses: q1
may_lose: q2
"""


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 3)

    def forward(self, x):
        scores = torch.sigmoid(self.linear(x))
        return scores
