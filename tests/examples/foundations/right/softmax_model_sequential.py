"""The linear layer is wrapped in an nn.Sequential."""


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super(SoftmaxClassifier, self).__init__()
        self.layers = nn.Sequential(nn.Linear(in_features=3, out_features=3, bias=True))

    def forward(self, x):
        return self.layers(x)
