"""The optimizer gets the parameters of one model for all, whichever is handed over.

misconception: There is one model in a notebook.
loses: q4, q7, q8
"""

# %% loss
network = initialize(build_model())
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam(network.parameters(), lr=learning_rate)
    return optimizer
