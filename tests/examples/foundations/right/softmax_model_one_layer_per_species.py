"""Three layers with one unit each, whose scores are put side by side."""


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        self.units = nn.ModuleList([nn.Linear(3, 1) for _ in range(3)])

    def forward(self, x):
        return torch.cat([unit(x) for unit in self.units], dim=-1)
