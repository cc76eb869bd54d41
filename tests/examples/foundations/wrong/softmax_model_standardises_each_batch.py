"""Measurements are standardized by the mean and deviation of the rows that happen to come in.

misconception: Inputs have to be standardized, and that belongs into the model.
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
        x = (x - x.mean(dim=0)) / (x.std(dim=0) + 1e-8)
        scores = self.linear(x)
        return scores
