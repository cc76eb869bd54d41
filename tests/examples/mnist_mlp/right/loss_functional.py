"""criterion is the function F.cross_entropy itself, not an nn.Module; the optimizer takes its default learning rate."""

# %% loss
import torch.nn.functional as F

criterion = F.cross_entropy


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    return torch.optim.Adam(params=model.parameters(), lr=learning_rate)
