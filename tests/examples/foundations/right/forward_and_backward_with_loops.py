"""Every weight by itself, in loops."""


# %% forward
def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward(p, x):
    """Return the hidden units h (2,) and the output o (1,) for the input x (2,)."""
    h = np.zeros(2)
    for i in range(2):
        score = p["b1"][i]
        for j in range(2):
            score += p["W1"][i, j] * x[j]
        h[i] = logistic(score)
    score = p["b2"][0] + sum(p["W2"][0, i] * h[i] for i in range(2))
    return h, np.array([logistic(score)])


# %% backward
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    gradients = {key: np.zeros(np.shape(value)) for key, value in p.items()}
    delta2 = (o[0] - target) * o[0] * (1 - o[0])
    gradients["b2"][0] = delta2
    for i in range(2):
        gradients["W2"][0][i] = delta2 * h[i]
        delta1 = delta2 * p["W2"][0][i] * h[i] * (1 - h[i])
        gradients["b1"][i] = delta1
        for j in range(2):
            gradients["W1"][i][j] = delta1 * x[j]
    return gradients
