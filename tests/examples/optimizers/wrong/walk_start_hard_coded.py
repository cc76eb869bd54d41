"""Always from (-7, 2), whatever `start` is.

misconception: The text says that it starts at (−7, 2).
loses: q6
"""


# %% walk
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """Return the places visited, an array of shape (steps + 1, 2): the start, then the place after each step."""
    params = {"x": np.array([-7.0]), "y": np.array([2.0])}
    places = [(-7.0, 2.0)]
    for step in range(steps):
        # the gradient here, and a step of the optimizer
        df_dx, df_dy = gradient(params["x"], params["y"])
        optimizer.update(params, {"x": df_dx, "y": df_dy})
        places.append((params["x"].item(), params["y"].item()))
    return np.array(places)
