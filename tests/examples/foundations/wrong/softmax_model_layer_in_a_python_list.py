"""The layer is hidden in a Python list, where PyTorch does not find its parameters.

misconception: A module finds layers wherever they are.
loses: q1, q2
"""


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(3, 3)]

    def forward(self, x):
        scores = self.layers[0](x)
        return scores
