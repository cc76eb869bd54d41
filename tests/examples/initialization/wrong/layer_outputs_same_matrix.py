"""One matrix is drawn and used in all layers.

misconception: All layers have the same size, so one matrix does for all.
loses: q3
"""


# %% layer_outputs
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)


ACTIVATIONS = {"sigmoid": sigmoid, "tanh": np.tanh, "ReLU": relu}


def layer_outputs(x, activation, draw, layers=5):
    """Send x (N, 100) through `layers` layers; return what comes out of each: a list of arrays (N, 100).

    `activation` is a function of an array; `draw()` returns a new weight matrix (100, 100). There are no biases.
    """
    outputs = []
    w = draw()
    for layer in range(layers):
        x = activation(x @ w)
        outputs.append(x)
    return outputs
