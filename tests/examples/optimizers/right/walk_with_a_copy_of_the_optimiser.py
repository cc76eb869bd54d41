"""The walk takes a copy of the optimizer, and leaves the one that it is given as it is."""


# %% walk
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    import copy

    optimizer = copy.deepcopy(optimizer)
    params = {"x": np.array([start[0]]), "y": np.array([start[1]])}
    places = [start]
    for step in range(steps):
        dx, dy = gradient(params["x"], params["y"])
        optimizer.update(params, {"x": dx, "y": dy})
        places.append((params["x"].item(), params["y"].item()))
    return np.array(places)
