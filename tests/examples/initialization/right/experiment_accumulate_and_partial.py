"""All matrices are drawn first and used by itertools.accumulate; the draws are partials in another order."""


# %% layer_outputs
from functools import partial
from itertools import accumulate


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)


ACTIVATIONS = {"sigmoid": sigmoid, "tanh": np.tanh, "ReLU": relu}


def layer_outputs(x, activation, draw, layers=5):
    """Send x (N, 100) through `layers` layers; return what comes out of each: a list of arrays (N, 100).

    `activation` is a function of an array; `draw()` returns a new weight matrix (100, 100). There are no biases.
    """
    matrices = [draw() for _ in range(layers)]
    _, *outputs = accumulate(matrices, lambda h, w: activation(np.dot(h, w)), initial=x)
    return outputs


# %% experiment
def experiment(activation, rng, inputs=1000):
    """Return the layer outputs for each way to draw the weights, by its name; `activation` is a key of ACTIVATIONS."""
    draws = {"He": partial(he_normal, 100, 100, rng), "Xavier": partial(glorot_normal, fan_in=100, fan_out=100, rng=rng)}
    for sigma in (0.01, 1):
        draws[f"σ = {sigma}"] = partial(normal, 100, 100, rng, sigma)
    x = rng.standard_normal((inputs, 100))
    results = {}
    for name, draw in draws.items():
        results[name] = layer_outputs(x, ACTIVATIONS[activation], draw)
    return results
