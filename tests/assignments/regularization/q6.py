"""Measure how much each version of the network overfits, and draw the validation loss."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q6"

IMAGES, EPOCHS, HELD_OUT = 500, 40, 1500
OVERFITS = 0.345  # set by `autograder calibrate`, which reports how often a right solution falls below it
LESS_WITH_BOTH = 0.4  # likewise

figure = probe(probes.figure_from("validation_plot"))


@probe
def short(student, train, validation, epochs, seed):
    """A training of a few steps, and whether a second one uses the same network."""
    probes.seed(seed)
    data = [(student.prepare(np.array(images)), labels) for images, labels in (train, validation)]
    return probes.keras_training(student.train_version, student.dropout_l1, *data, epochs, inputs=data[1][0], twice=True)


@probe
def trained(student, version, images, labels, held_out, seed):
    """A network's answers for its training images and for others; the validation labels are wrong, which must not stop it."""
    probes.seed(seed)
    train, others = (student.prepare(np.array(part)) for part in (images, held_out))
    validation = train[:20], (labels[:20] + 1) % 10
    model, history = student.train_version(getattr(student, version), (train, labels), validation, EPOCHS)
    epochs = len(probes.history_of(history)["crossentropy"])
    return {"epochs": epochs, "train": model.predict(train, verbose=0), "held_out": model.predict(others, verbose=0)}


@probe
def gap_of(student, probabilities, labels, others, other_labels):
    """The student's gap of a network that no student has."""
    model, rows = probes.lookup_model(np.concatenate([probabilities, others]))
    count = len(labels)
    return float(student.gap(model, (rows[:count], labels), (rows[count:], other_labels)))


def short_training(ask):
    """The validation labels of a network, and its training."""
    images, labels = probes.some_training_images(170, ask.rng("images"))
    data = {"train": (images[:110], labels[:110]), "validation": (images[110:], labels[110:])}
    return labels[110:], ask(short, **data, epochs=2, seed=ask.seeds(1)[0])


@check("Adam trains a new network, in batches of 50", points=1, hint="build, compile and fit, inside the function.")
def training(ask):
    _, found = short_training(ask)
    expect.that(not found["same"], "A second training of the same version continues with the network of the first.")
    expect.equal(found["steps"], 6, "The number of steps in 2 epochs of 110 images")
    expect.that(not found["moved"], "Between two epochs something other than the optimizer changes the weights.")
    expect.that("adam" in found["name"].lower(), f"The optimizer should be Adam, but is {found['name']}.")


@check("The history has the bare cross-entropy of each epoch", points=1, hint="metrics=[crossentropy], and validation_data.")
def history(ask):
    labels, found = short_training(ask)
    losses = expect.history(found["history"], ["crossentropy", "val_crossentropy"], 2)
    bare = expect.cross_entropy_of(found["answers"], labels)
    expect.close(losses["val_crossentropy"][-1], bare, "val_crossentropy", rtol=2e-3)


@check("The gap is the difference of two cross-entropies", points=1, hint="Validation minus training.")
def gap(ask):
    rng = ask.rng("gap")
    cases = [(rng.dirichlet(np.ones(10), count), rng.integers(10, size=count)) for count in (30, 20)]
    for (p, y), (q, z) in (cases, cases[::-1]):
        found = ask(gap_of, probabilities=p, labels=y, others=q, other_labels=z)
        expect.close(found, expect.cross_entropy_of(q, z) - expect.cross_entropy_of(p, y), "The gap", rtol=1e-4)


def gaps(ask, version):
    """The cross-entropies of a trained network on its training images and on others."""
    images, labels = probes.some_training_images(IMAGES, ask.rng("images"))
    held_out, right = ask.held_out(HELD_OUT)
    found = ask(trained, version=version, images=images, labels=labels, held_out=held_out, seed=ask.seeds(1)[0])
    expect.equal(found["epochs"], EPOCHS, f"The number of epochs of {version}, asked for {EPOCHS},")
    return expect.cross_entropy_of(found["train"], labels), expect.cross_entropy_of(found["held_out"], right)


@check("The plain network overfits", points=1, hint="All epochs, on the images that are given.")
def plain(ask):
    own, others = gaps(ask, "plain")
    seen = f"After {EPOCHS} epochs on {IMAGES} images, the cross-entropy is {own:.3f} on them and {others:.3f} on unseen images"
    ask.at_least("OVERFITS", others - own, f"{seen}; a gap of at least {OVERFITS} is required.")


@check("With a penalty and dropout it overfits much less", points=1, hint="See Question 4.", rests_on=["q4.dropout_l1"])
def less_with_both(ask):
    own, others = gaps(ask, "plain")
    less_own, less_others = gaps(ask, "dropout_l1")
    gap, less = others - own, less_others - less_own
    message = f"The gap of dropout_l1, {less:.3f}, is not much smaller than the gap of plain, {gap:.3f}."
    ask.at_least("LESS_WITH_BOTH", 1 - less / max(gap, 1e-9), message)
    expect.that(less_others < 2.2, f"dropout_l1 has learned nothing: its cross-entropy on unseen images is {less_others:.2f}.")


@check("The figure has a labeled curve for each version", points=1, hint="val_crossentropy; label, legend, names at both axes.")
def validation_plot(ask):
    rng, keys = ask.rng("histories"), ("loss", "crossentropy", "val_loss", "val_crossentropy")
    names = ["plain", "he_normal", "l2", "l1", "dropout", "dropout_l1", "batch_norm", "another"]
    histories = {name: {key: rng.uniform(0.5, 3, 6).tolist() for key in keys} for name in names}
    curves = {name: (None, history["val_crossentropy"]) for name, history in histories.items()}
    expect.labeled_curves(ask(figure, histories=histories), curves, "epoch", "entropy")
