"""x and y are updated by calls of their own: an optimizer that counts steps counts two, and one that keeps state knows only x.

misconception: Each coordinate has its own gradient, so it has its own step.
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
        optimizer.update({"x": params["x"]}, {"x": df_dx})
        optimizer.update({"y": params["y"]}, {"y": df_dy})
        places.append((params["x"].item(), params["y"].item()))
    return np.array(places)
