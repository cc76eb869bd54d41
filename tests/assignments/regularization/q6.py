"""Measure how much each version of the network overfits, and draw the validation loss."""

from itertools import pairwise

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q6"

IMAGES, EPOCHS = 70, 2
MORE_EPOCHS = 25
SIZES = [784, 16, 8, 10]  # of a version that nobody has
PENALTY = 0.02

figure = probe(probes.figure_from("validation_plot"))


@probe
def trainings(student, train, validation, seed):
    """A training of few steps of a version that nobody has, and a longer one, whose steps are not taken."""
    import keras

    def quarter(units):
        wide, penalty = keras.initializers.RandomNormal(stddev=0.2), keras.regularizers.L2(PENALTY)
        return [keras.layers.Dense(units // 4, activation="tanh", kernel_initializer=wide, kernel_regularizer=penalty)]

    probes.seed(seed)
    data = [(student.prepare(np.array(images)), labels) for images, labels in (train, validation)]
    given = {"images": data[0][0].copy()}
    found, seen = probes.noted_training(student.train_version, quarter, *data, EPOCHS, inputs=data[1][0], **given)
    return {
        "short": found,
        "long": probes.played_training(student.train_version, quarter, *data, MORE_EPOCHS, trained=seen, **given),
    }


@probe
def gap_of(student, probabilities, labels, others, other_labels):
    """The student's gap of a network that no student has."""
    model, rows = probes.lookup_model(np.concatenate([probabilities, others]))
    count = len(labels)
    return float(student.gap(model, (rows[:count], labels), (rows[count:], other_labels)))


def trained(ask):
    """The labels of the training images and of the validation images, which are all alike, and what came of the trainings."""
    (images, labels), own = probes.some_training_images(IMAGES + 20, ask.rng("images")), ask.rng("label").integers(10, size=1)
    given = {"train": (images[:IMAGES], labels[:IMAGES]), "validation": (images[IMAGES:], own.repeat(20))}
    return labels[:IMAGES], given["validation"][1], ask(trainings, **given, seed=ask.seeds(1)[0])


@check("Adam trains a new network, in batches of 50", points=1, hint="build, compile and fit, inside the function.")
def training(ask):
    *_, found = trained(ask)
    short = found["short"]
    expect.that(found["long"]["new"], "A second training goes on with the network of the first.")
    expect.batches(short, IMAGES, 50, EPOCHS)
    expect.that(not short["moved"], "Between two steps something other than the optimizer changes the weights.")
    names = short["names"]
    expect.that(any("adam" in name.lower() for name in names), tr("The optimizer should be Adam, but is {}.", names[1]))
    expect.moves(short, least=5e-4, most=0.5)


@check("It trains on all images that are given, for all epochs", points=1, hint="`train` and `epochs`; nothing else ends it.")
def all_epochs(ask):
    *_, found = trained(ask)
    expect.all_images(found["short"], IMAGES, EPOCHS)
    expect.whole_history(found["long"], MORE_EPOCHS)


@check("The loss is the cross-entropy, with the penalties of the layers given", points=1, hint="`hidden` goes to build.")
def loss(ask):
    labels, _, found = trained(ask)
    shapes = [list(shape) for pair in pairwise(SIZES) for shape in (pair, pair[1:])]
    expect.equal(found["short"]["shapes"], shapes, "The shapes of the weights, with hidden layers of 16 and 8 units,")
    expect.first_loss(found["short"], labels)


@check("The history has the bare cross-entropy of each epoch", points=1, hint="metrics=[crossentropy], and validation_data.")
def history(ask):
    _, labels, found = trained(ask)
    losses = expect.history(found["short"]["history"], ["crossentropy", "val_crossentropy"], EPOCHS)
    bare = expect.cross_entropy_of(found["short"]["answers"], labels)
    expect.close(losses["val_crossentropy"][-1], bare, "val_crossentropy", rtol=2e-4)


@check("The gap is the difference of two cross-entropies", points=1, hint="Validation minus training.")
def gap(ask):
    rng = ask.rng("gap")
    cases = [(rng.dirichlet(np.ones(10), count), rng.integers(10, size=count)) for count in (30, 20)]
    for (p, y), (q, z) in (cases, cases[::-1]):
        found = ask(gap_of, probabilities=p, labels=y, others=q, other_labels=z)
        expect.close(found, expect.cross_entropy_of(q, z) - expect.cross_entropy_of(p, y), "The gap", rtol=1e-4)


@check("The figure has a labeled curve for each version", points=1, hint="val_crossentropy; label, legend, names at both axes.")
def validation_plot(ask):
    rng, keys = ask.rng("histories"), ("loss", "crossentropy", "val_loss", "val_crossentropy")
    names = ["plain", "he_normal", "l2", "l1", "dropout", "dropout_l1", "batch_norm", "my_version"]
    histories = {name: {key: rng.uniform(0.5, 3, 6).tolist() for key in keys} for name in names}
    curves = {name: (None, history["val_crossentropy"]) for name, history in histories.items()}
    expect.labeled_curves(ask(figure, histories=histories), curves, "epoch", "entropy")
