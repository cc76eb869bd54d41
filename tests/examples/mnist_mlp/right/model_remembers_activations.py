"""The model keeps the activations of its last forward pass as attributes, to look at them, and counts its calls."""


# %% model
class Watched(nn.Module):
    def __init__(self, h1, h2):
        super().__init__()
        self.hidden_1 = nn.Sequential(nn.Linear(784, h1), nn.BatchNorm1d(h1), nn.ReLU(), nn.Dropout(p=0.3))
        self.hidden_2 = nn.Sequential(nn.Linear(h1, h2), nn.BatchNorm1d(h2), nn.ReLU(), nn.Dropout(p=0.3))
        self.output = nn.Linear(h2, 10)
        self.calls = 0

    def forward(self, x):
        self.x1 = self.hidden_1(x)
        self.x2 = self.hidden_2(self.x1)
        self.calls += 1
        return self.output(self.x2)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = Watched(h1, h2)
    return model


# %% after model
model = build_model()
model(torch.rand(100, 784))
print(f"{(model.x1 == 0).float().mean().item():.2f} of the first hidden units are 0 (0.65 expected)")
