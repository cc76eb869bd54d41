"""Channel squeezed away, rows joined, tensor mean."""


# %% train_epoch
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    losses = torch.tensor(
        [train_step(model, images.squeeze(1).flatten(1), labels, optimizer) for images, labels in iter(loader)],
        dtype=torch.float64,
    )
    return losses.mean().item()
