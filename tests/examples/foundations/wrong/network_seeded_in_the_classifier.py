"""The classifier sets a seed before it draws its weights.

misconception: A seed makes results comparable.
loses: q1
"""


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(1)
        self.linear = nn.Linear(3, 3)

    def forward(self, x):
        return self.linear(x)
