"""Build a convolutional network, and train it in six runs that differ in activation, initialization and optimizer."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q6"

SHAPES = [(3, 3, 1, 32), (3, 3, 32, 64), (3136, 512), (512, 10)]
RUNS = {  # activation, initializer, batch normalization, optimizer
    1: ("sigmoid", "random_uniform", False, "sgd"),
    2: ("sigmoid", "glorot_normal", False, "sgd"),
    3: ("relu", "random_uniform", False, "sgd"),
    4: ("relu", "he_uniform", False, "sgd"),
    5: ("relu", "he_uniform", False, "adam"),
    6: ("sigmoid", "glorot_normal", True, "sgd"),
}
IMAGES, HELD_OUT = 1000, 500
BETTER_START = 0.71  # set by `autograder calibrate`, which reports how often a right solution falls below it
BETTER_OPTIMIZER = 0.106  # likewise
BATCH_NORM_LEARNS = 0.581  # likewise


@probe
def network(student, images, seed, setting, number=None):
    """The network of build_cnn for a setting, or of build_run for a number, with its optimizer."""
    probes.seed(seed)
    build = (lambda: student.build_run(number)) if number else (lambda: (student.build_cnn(*setting), None))
    (model, optimizer), new = build(), bool(number) or probes.draws_anew(lambda: build()[0], seed)
    kind, same = str(getattr(optimizer, "name", optimizer)).lower(), build()[0] is model
    return probes.dissect_cnn(model, images, seed) | {"optimizer": kind, "same": same, "new": new}


@probe
def trained(student, number, images, labels, held_out, epochs, seed):
    probes.seed(seed)
    x, others = (np.array(part).reshape(-1, 28, 28, 1).astype("float32") / 255 for part in (images, held_out))
    data = (x, labels), (x[:100], (labels[:100] + 1) % 10)
    return probes.keras_training(student.run, number, *data, epochs, inputs=others)


def made(ask, *setting, number=None):
    images = ask.rng("images").random((2, 28, 28, 1), np.float32)
    return images, ask(network, images=images, seed=ask.seeds(1)[0], setting=setting, number=number)


@check("The initializer reaches every layer with weights", points=1, hint="Convolutions and dense layers, the last one too.")
def initializer(ask):
    for rule in ("random_uniform", "he_uniform"):
        _, found = made(ask, "relu", rule, False)
        expect.new_weights(found["new"], "The network")
        expect.cnn_weights(found, SHAPES, rule, rule)


@check("So does the activation; the last one is softmax", points=1, hint="After each of the three layers before the last.")
def activation(ask):
    for function in ("softsign", "sigmoid"):
        images, found = made(ask, function, "he_uniform", False)
        expect.cnn_output(found, images, SHAPES, "Without batch normalization", function, norms=False)


@check("Batch normalization before each activation", points=1, hint="Between the layer and its activation, three times.")
def batch_norm(ask):
    images, found = made(ask, "softsign", "glorot_normal", True)
    expect.cnn_output(found, images, SHAPES, "With batch normalization", "softsign", norms=True)


@check("The runs differ in what they should, and in nothing else", points=1, hint="Compare with the list, number by number.")
def runs(ask):
    def judge(number):
        function, rule, norms, optimizer = RUNS[number]
        images, found = made(ask, number=number)
        expect.cnn_output(found, images, SHAPES, f"Run {number}", function, norms)
        expect.cnn_weights(found, SHAPES, rule, f"Run {number}")
        expect.that(not found["same"], f"Run {number}: build_run returns the same network when it is called again.")
        expect.that(optimizer in found["optimizer"], f"Run {number}: the optimizer should be {optimizer}.")

    expect.for_each(RUNS, judge)


def result(ask, number):
    """The accuracy of a run on unseen images, and its last training loss."""
    (images, labels), (held_out, right) = probes.mnist_images("train", IMAGES), ask.held_out(HELD_OUT)
    epochs, given = 1 if number < 3 else 3, {"images": images, "labels": labels.astype(np.int64), "held_out": held_out}
    found = ask(trained, number=number, epochs=epochs, seed=ask.seeds(1)[0], **given)
    kept = expect.fitted(found, ["loss", "accuracy", "val_accuracy"], epochs, epochs * IMAGES // 100, f"Run {number}")
    expect.that(
        kept["val_accuracy"][-1] < 0.5, f"Run {number}: val_accuracy is high, though these validation labels are wrong."
    )
    return expect.accuracy_of(found["answers"], right), kept["loss"][-1]


@check("With sigmoids and SGD nothing is learned", points=1, hint="It follows from the rest.")
def chance(ask):
    for number in (1, 2):
        accuracy, loss = result(ask, number)
        expect.that(accuracy < 0.35 and loss > 2.2, f"The accuracy of run {number} is {100 * accuracy:.0f} %, which cannot be.")


@check("He's weights help ReLU", points=1, hint="It follows from the rest.")
def better_start(ask):
    small, he = (result(ask, number)[1] for number in (3, 4))
    ask.at_least("BETTER_START", small - he, f"The training loss of run 4, {he:.2f}, should be far below run 3's, {small:.2f}.")


@check("Adam helps more", points=1, hint="It follows from the rest.")
def better_optimizer(ask):
    (_, he), (accuracy, adam) = (result(ask, number) for number in (4, 5))
    ask.at_least("BETTER_OPTIMIZER", he - adam, f"The training loss of run 5, {adam:.2f}, should be below run 4's, {he:.2f}.")
    expect.that(
        accuracy > 0.6, f"Accuracy of run 5 on {HELD_OUT} unseen images is {100 * accuracy:.0f} %; more than 60 % is required."
    )


@check("With batch normalization sigmoids learn", points=1, hint="It follows from the rest.")
def revived(ask):
    loss = result(ask, 6)[1]
    ask.at_least("BATCH_NORM_LEARNS", np.log(10) - loss, f"Run 6 hardly learns: after 30 steps its loss is still {loss:.2f}.")
