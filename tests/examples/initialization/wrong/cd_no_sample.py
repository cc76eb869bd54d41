"""The reconstruction starts from the hidden probabilities; nothing is sampled.

misconception: The probabilities are the mean of the samples, so they give the same.
loses: q7
"""


# %% contrastive_divergence
def contrastive_divergence(v0, p, rng):
    """Return what to add to the parameters for the data v0 (N, visible): a dictionary like p. `rng`: np.random.Generator."""
    h0 = hidden_probabilities(v0, p)
    v1 = visible_probabilities(h0, p)
    h1 = hidden_probabilities(v1, p)
    dW = (v0.T @ h0 - v1.T @ h1) / len(v0)
    db = (v0 - v1).mean(axis=0)
    dc = (h0 - h1).mean(axis=0)
    return {"W": dW, "b": db, "c": dc}
