"""The last hidden layer is divided by the first.

misconception: The gradient flows from the last to the first, so the last stands above.
loses: q4
"""


# %% arriving
def arriving(depth, activation, x, y):
    """Return the gradient norm of the first layer of a new network, divided by that of its last hidden layer."""
    norms = gradient_norms(deep_network(depth, activation), x, y)
    ratio = norms[-2] / norms[0]
    return ratio
