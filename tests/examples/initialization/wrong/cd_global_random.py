"""The sample is drawn from np.random, not from the generator.

misconception: np.random and rng are the same source of numbers.
loses: q7
"""


# %% contrastive_divergence
def contrastive_divergence(v0, p, rng):
    """Return what to add to the parameters for the data v0 (N, visible): a dictionary like p. `rng`: np.random.Generator."""
    h0 = hidden_probabilities(v0, p)
    sample = (np.random.random(h0.shape) < h0).astype(float)
    v1 = visible_probabilities(sample, p)
    h1 = hidden_probabilities(v1, p)
    dW = (v0.T @ h0 - v1.T @ h1) / len(v0)
    db = (v0 - v1).mean(axis=0)
    dc = (h0 - h1).mean(axis=0)
    return {"W": dW, "b": db, "c": dc}
