"""The places are columns: shape (2, steps + 1).

misconception: x and y are the two rows that plot wants.
loses: q6
"""


# %% walk
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """Return the places visited, an array of shape (steps + 1, 2): the start, then the place after each step."""
    params = {"x": np.array([start[0]]), "y": np.array([start[1]])}
    places = [start]
    for step in range(steps):
        # the gradient here, and a step of the optimizer
        df_dx, df_dy = gradient(params["x"], params["y"])
        optimizer.update(params, {"x": df_dx, "y": df_dy})
        places.append((params["x"].item(), params["y"].item()))
    return np.array(places).T
