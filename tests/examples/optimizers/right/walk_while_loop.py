"""A while loop fills an array made beforehand."""


# %% walk
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """Return the places visited, an array of shape (steps + 1, 2): the start, then the place after each step."""
    params = {"x": np.array([float(start[0])]), "y": np.array([float(start[1])])}
    places = np.empty((steps + 1, 2))
    places[0] = start
    step = 0
    while step < steps:
        grads = {}
        grads["x"], grads["y"] = gradient(params["x"], params["y"])
        optimizer.update(params, grads)
        step += 1
        places[step, 0] = params["x"][0]
        places[step, 1] = params["y"][0]
    return places
