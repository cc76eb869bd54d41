"""The model returns log-probabilities instead of scores.

misconception: Taking log_softmax in the model as well does no harm, since the loss stays the same.
loses: q1
"""


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 3)

    def forward(self, x):
        scores = F.log_softmax(self.linear(x), dim=1)
        return scores
