"""The term with W is summed over all hidden rows, not taken with the row's own.

misconception: v W hᵀ of two batches is the energy of each row once the columns are added up.
loses: q7
"""


# %% rbm
def energy(v, h, p):
    """Return the energy of each row: v (N, visible) and h (N, hidden) give (N,)."""
    e = -v @ p["b"] - h @ p["c"] - (v @ p["W"] @ h.T).sum(axis=1)
    return e


def hidden_probabilities(v, p):
    """Return P(h = 1 | v): (N, visible) gives (N, hidden)."""
    probabilities = sigmoid(v @ p["W"] + p["c"])
    return probabilities


def visible_probabilities(h, p):
    """Return P(v = 1 | h): (N, hidden) gives (N, visible)."""
    probabilities = sigmoid(h @ p["W"].T + p["b"])
    return probabilities
