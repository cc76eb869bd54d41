"""The first layer is compared with the output layer.

misconception: The last of the list is the last hidden layer.
loses: q4
"""


# %% arriving
def arriving(depth, activation, x, y):
    """Return the gradient norm of the first layer of a new network, divided by that of its last hidden layer."""
    norms = gradient_norms(deep_network(depth, activation), x, y)
    ratio = norms[0] / norms[-1]
    return ratio
