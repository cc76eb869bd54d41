"""The model returns probabilities instead of scores.

misconception: A softmax classifier ends with a softmax.
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
        scores = torch.softmax(self.linear(x), dim=1)
        return scores
