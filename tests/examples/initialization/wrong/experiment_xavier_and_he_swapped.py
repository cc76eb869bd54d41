"""Xavier's weights go by the name of He and He's by that of Xavier.

misconception: Xavier's rule is the one with 2 / fan_in.
loses: q3
"""


# %% experiment
def experiment(activation, rng, inputs=1000):
    """Return the layer outputs for each way to draw the weights, by its name; `activation` is a key of ACTIVATIONS."""
    x = rng.normal(0, 1, (inputs, 100))
    draws = {}
    draws["σ = 1"] = lambda: normal(100, 100, rng, sigma=1.0)
    draws["σ = 0.01"] = lambda: normal(100, 100, rng, sigma=0.01)
    draws["Xavier"] = lambda: he_normal(100, 100, rng)
    draws["He"] = lambda: glorot_normal(100, 100, rng)
    return {name: layer_outputs(x, ACTIVATIONS[activation], draw) for name, draw in draws.items()}
