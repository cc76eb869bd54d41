"""The optimizer gets copies of the parameters and never moves the model.

misconception: A copy stays tied to the original.
loses: q4, q7, q8
"""

# %% loss
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    parameters = [p.detach().clone().requires_grad_() for p in model.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=learning_rate)
    return optimizer
