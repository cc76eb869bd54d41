"""Two functions made in a loop share their variable, so both draw with σ = 0.01.

misconception: A lambda remembers the value its variable had when it was made.
loses: q3
"""


# %% experiment
def experiment(activation, rng, inputs=1000):
    """Return the layer outputs for each way to draw the weights, by its name; `activation` is a key of ACTIVATIONS."""
    x = rng.normal(0, 1, (inputs, 100))
    draws = {}
    for sigma in (1, 0.01):
        draws[f"σ = {sigma}"] = lambda: normal(100, 100, rng, sigma=sigma)
    draws["Xavier"] = lambda: glorot_normal(100, 100, rng)
    draws["He"] = lambda: he_normal(100, 100, rng)
    return {name: layer_outputs(x, ACTIVATIONS[activation], draw) for name, draw in draws.items()}
