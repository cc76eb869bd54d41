"""The layers live in an nn.ModuleDict, and the activation is nn.Threshold at zero, which is ReLU by another name."""


# %% model
class DictNet(nn.Module):
    ORDER = ("in", "in_norm", "in_act", "in_drop", "mid", "mid_norm", "mid_act", "mid_drop", "out")

    def __init__(self, h1, h2):
        super().__init__()
        self.parts = nn.ModuleDict(
            {
                "in": nn.Linear(784, h1),
                "mid": nn.Linear(h1, h2),
                "out": nn.Linear(h2, 10),
                "in_norm": nn.BatchNorm1d(h1),
                "mid_norm": nn.BatchNorm1d(h2),
                "in_act": nn.Threshold(0.0, 0.0),
                "mid_act": nn.Threshold(0.0, 0.0),
                "in_drop": nn.Dropout(0.3),
                "mid_drop": nn.Dropout(0.3),
            }
        )

    def forward(self, x):
        for name in self.ORDER:
            x = self.parts[name](x)
        return x


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    return DictNet(h1, h2)
