"""x and y are views of one array, so that update moves the place itself, which is copied."""


# %% walk
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """Return the places visited, an array of shape (steps + 1, 2): the start, then the place after each step."""
    place = np.array(start, dtype=np.float64)
    params = {"x": place[:1], "y": place[1:]}

    def go():
        df_dx, df_dy = gradient(*place)
        optimizer.update(params, {"x": np.array([df_dx]), "y": np.array([df_dy])})
        return place.copy()

    return np.stack([place.copy()] + [go() for _ in range(steps)])
