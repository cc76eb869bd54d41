"""All sums of the machine are written with einsum."""


# %% rbm
def energy(v, h, p):
    """Return the energy of each row: v (N, visible) and h (N, hidden) give (N,)."""
    pairs = np.einsum("ni,ij,nj->n", v, p["W"], h, optimize=True)
    return -(np.einsum("ni,i->n", v, p["b"]) + np.einsum("nj,j->n", h, p["c"]) + pairs)


def hidden_probabilities(v, p):
    """Return P(h = 1 | v): (N, visible) gives (N, hidden)."""
    return sigmoid(np.einsum("ni,ij->nj", v, p["W"]) + p["c"])


def visible_probabilities(h, p):
    """Return P(v = 1 | h): (N, hidden) gives (N, visible)."""
    return sigmoid(np.einsum("nj,ij->ni", h, p["W"]) + p["b"])


# %% contrastive_divergence
def contrastive_divergence(v0, p, rng):
    """Return what to add to the parameters for the data v0 (N, visible): a dictionary like p. `rng`: np.random.Generator."""
    h0 = hidden_probabilities(v0, p)
    sample = np.where(h0 > rng.uniform(size=h0.shape), 1.0, 0.0)
    v1 = visible_probabilities(sample, p)
    h1 = hidden_probabilities(v1, p)
    n = v0.shape[0]
    up, down = np.einsum("ni,nj->ij", v0, h0) / n, np.einsum("ni,nj->ij", v1, h1) / n
    return {"c": h0.mean(0) - h1.mean(0), "b": v0.mean(0) - v1.mean(0), "W": up - down}
