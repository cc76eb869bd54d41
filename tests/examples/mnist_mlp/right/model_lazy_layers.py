"""Lazy layers that find their input sizes in a first pass; the model is handed over in evaluation mode."""


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = nn.Sequential(
        nn.LazyLinear(h1),
        nn.LazyBatchNorm1d(),
        nn.ReLU(),
        nn.Dropout(0.3),
        nn.LazyLinear(h2),
        nn.LazyBatchNorm1d(),
        nn.ReLU(),
        nn.Dropout(0.3),
        nn.LazyLinear(10),
    )
    # one pass gives the layers their shapes; in evaluation mode, so that the running averages stay at 0 and 1
    model.eval()
    with torch.no_grad():
        model(torch.zeros(1, 784))
    return model
