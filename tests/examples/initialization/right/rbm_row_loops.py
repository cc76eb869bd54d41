"""Loops over the rows instead of matrix products."""


# %% rbm
def energy(v, h, p):
    """Return the energy of each row: v (N, visible) and h (N, hidden) give (N,)."""
    e = np.empty(len(v))
    for n in range(len(v)):
        e[n] = -np.dot(v[n], p["b"]) - np.dot(h[n], p["c"]) - np.dot(np.dot(v[n], p["W"]), h[n])
    return e


def hidden_probabilities(v, p):
    """Return P(h = 1 | v): (N, visible) gives (N, hidden)."""
    return np.array([1 / (1 + np.exp(-(row @ p["W"] + p["c"]))) for row in v])


def visible_probabilities(h, p):
    """Return P(v = 1 | h): (N, hidden) gives (N, visible)."""
    return np.array([1 / (1 + np.exp(-(p["W"] @ row + p["b"]))) for row in h])


# %% contrastive_divergence
def contrastive_divergence(v0, p, rng):
    """Return what to add to the parameters for the data v0 (N, visible): a dictionary like p. `rng`: np.random.Generator."""
    total = {key: np.zeros_like(value, dtype=float) for key, value in p.items()}
    for row in v0:
        h0 = hidden_probabilities(row[None], p)[0]
        sample = np.array([1.0 if rng.random() < probability else 0.0 for probability in h0])
        v1 = visible_probabilities(sample[None], p)[0]
        h1 = hidden_probabilities(v1[None], p)[0]
        total["W"] += np.outer(row, h0) - np.outer(v1, h1)
        total["b"] += row - v1
        total["c"] += h0 - h1
    return {key: value / len(v0) for key, value in total.items()}
