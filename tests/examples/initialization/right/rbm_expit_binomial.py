"""The logistic function of SciPy, samples from rng.binomial, new dictionaries instead of changed ones."""


# %% rbm
from scipy.special import expit


def energy(v, h, p):
    """Return the energy of each row: v (N, visible) and h (N, hidden) give (N,)."""
    return -(v @ p["b"]) - np.sum(h * (p["c"] + v @ p["W"]), axis=-1)


def hidden_probabilities(v, p):
    """Return P(h = 1 | v): (N, visible) gives (N, hidden)."""
    return expit(p["c"] + np.dot(v, p["W"]))


def visible_probabilities(h, p):
    """Return P(v = 1 | h): (N, hidden) gives (N, visible)."""
    return expit(p["b"] + np.transpose(p["W"] @ h.T))


# %% contrastive_divergence
def contrastive_divergence(v0, p, rng):
    """Return what to add to the parameters for the data v0 (N, visible): a dictionary like p. `rng`: np.random.Generator."""
    h0 = hidden_probabilities(v0, p)
    sample = rng.binomial(1, h0)
    v1 = visible_probabilities(sample, p)
    h1 = hidden_probabilities(v1, p)
    N = len(v0)
    return {"W": v0.T @ h0 / N - v1.T @ h1 / N, "b": np.sum(v0 - v1, axis=0) / N, "c": np.sum(h0 - h1, axis=0) / N}


# %% train_rbm
def reconstruction_error(v, p):
    """Return the mean squared difference between v (N, visible) and what its hidden probabilities give back, a number."""
    difference = v - visible_probabilities(hidden_probabilities(v, p), p)
    return float(np.linalg.norm(difference) ** 2 / difference.size)


def train_rbm(data, hidden, epochs, rng, learning_rate=0.1, batch_size=20):
    """Train a new RBM with `hidden` hidden units on data (N, visible); return its parameters."""
    visible = data.shape[1]
    p = {"W": rng.normal(0, 0.1, (visible, hidden)), "b": np.zeros(visible), "c": np.zeros(hidden)}
    for _ in range(epochs):
        for rows in np.array_split(rng.permutation(len(data)), len(data) // batch_size):
            # a step on these rows of the data
            step = contrastive_divergence(data[rows], p, rng)
            p = {key: value + learning_rate * step[key] for key, value in p.items()}
    return p
