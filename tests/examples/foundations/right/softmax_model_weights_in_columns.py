"""The weights of a species stand in a column, and the constants in one row (1, 3)."""


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(1, 3))
        self.weight = nn.Parameter(torch.empty(3, 3))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, x):
        return torch.matmul(x, self.weight).add(self.bias)
