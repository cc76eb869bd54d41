"""The walk ends as soon as the gradient is small, so that a path may be shorter.

misconception: At the lowest point there is nothing left to do.
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
        if abs(df_dx.item()) < 0.05 and abs(df_dy.item()) < 0.05:
            break
        optimizer.update(params, {"x": df_dx, "y": df_dy})
        places.append((params["x"].item(), params["y"].item()))
    return np.array(places)
