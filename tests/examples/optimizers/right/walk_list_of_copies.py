"""Copies of the arrays are listed, x and y each for itself, and put side by side at the end."""


# %% walk
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """Return the places visited, an array of shape (steps + 1, 2): the start, then the place after each step."""
    params = {key: np.array([value], dtype=float) for key, value in zip("xy", start)}
    history = {key: [value.copy()] for key, value in params.items()}
    for _ in range(steps):
        derivatives = gradient(**params)
        optimizer.update(params, dict(zip(params, derivatives)))
        for key in params:
            history[key].append(params[key].copy())
    return np.hstack([np.array(history["x"]), np.array(history["y"])])
