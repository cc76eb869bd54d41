"""The layer has no constants.

misconception: A linear classifier is a matrix product.
loses: q1
may_lose: q2
"""


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 3, bias=False)

    def forward(self, x):
        scores = self.linear(x)
        return scores
