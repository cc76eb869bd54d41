"""The gradient is taken at `start` in each step.

misconception: `start` is where the walk stands.
loses: q6
"""


# %% walk
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """Return the places visited, an array of shape (steps + 1, 2): the start, then the place after each step."""
    params = {"x": np.array([start[0]]), "y": np.array([start[1]])}
    places = [start]
    for step in range(steps):
        # the gradient here, and a step of the optimizer
        df_dx, df_dy = (np.array([d]) for d in gradient(*start))
        optimizer.update(params, {"x": df_dx, "y": df_dy})
        places.append((params["x"].item(), params["y"].item()))
    return np.array(places)
