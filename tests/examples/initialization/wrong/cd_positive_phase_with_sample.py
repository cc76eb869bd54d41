"""ΔW takes the sample instead of the hidden probabilities of the data.

misconception: h₀ is the state of the hidden units, so it is the sample.
loses: q7
"""


# %% contrastive_divergence
def contrastive_divergence(v0, p, rng):
    """Return what to add to the parameters for the data v0 (N, visible): a dictionary like p. `rng`: np.random.Generator."""
    h0 = hidden_probabilities(v0, p)
    sample = (rng.random(h0.shape) < h0).astype(float)
    v1 = visible_probabilities(sample, p)
    h1 = hidden_probabilities(v1, p)
    dW = (v0.T @ sample - v1.T @ h1) / len(v0)
    db = (v0 - v1).mean(axis=0)
    dc = (h0 - h1).mean(axis=0)
    return {"W": dW, "b": db, "c": dc}
