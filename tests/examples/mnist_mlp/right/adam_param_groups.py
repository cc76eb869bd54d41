"""Adam with the parameters in two groups, matrices and all the rest, both with the same learning rate."""

# %% loss
criterion = nn.CrossEntropyLoss(weight=None, ignore_index=-100, reduction="mean", label_smoothing=0.0)


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    matrices, vectors = [], []
    for parameter in model.parameters():
        (matrices if parameter.ndim > 1 else vectors).append(parameter)
    optimizer = torch.optim.Adam([{"params": vectors, "lr": learning_rate}, {"params": matrices}], lr=learning_rate)
    return optimizer
