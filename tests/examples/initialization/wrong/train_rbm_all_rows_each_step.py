"""Each step is made on all of the data, not on its batch.

misconception: The loop cuts the data by itself.
loses: q7
"""


# %% train_rbm
def reconstruction_error(v, p):
    """Return the mean squared difference between v (N, visible) and what its hidden probabilities give back, a number."""
    back = visible_probabilities(hidden_probabilities(v, p), p)
    error = ((v - back) ** 2).mean()
    return error


def train_rbm(data, hidden, epochs, rng, learning_rate=0.1, batch_size=20):
    """Train a new RBM with `hidden` hidden units on data (N, visible); return its parameters."""
    visible = data.shape[1]
    p = {"W": rng.normal(0, 0.1, (visible, hidden)), "b": np.zeros(visible), "c": np.zeros(hidden)}
    for _ in range(epochs):
        for rows in np.array_split(rng.permutation(len(data)), len(data) // batch_size):
            # a step on these rows of the data
            step = contrastive_divergence(data, p, rng)
            for key in p:
                p[key] += learning_rate * step[key]
    return p
