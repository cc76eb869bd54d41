"""Derivatives by nudging each parameter in one direction by 0.01.

misconception: Nudging is as good as the chain rule.
loses: q6
"""


# %% backward
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    before = 0.5 * (o[0] - target) ** 2
    gradients = {}
    for name in p:
        gradients[name] = np.zeros_like(p[name])
        for i in np.ndindex(p[name].shape):
            nudged = {key: value.copy() for key, value in p.items()}
            nudged[name][i] += 1e-2
            after = 0.5 * (forward(nudged, x)[1][0] - target) ** 2
            gradients[name][i] = (after - before) / 1e-2
    return gradients
