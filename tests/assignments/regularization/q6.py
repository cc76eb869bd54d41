"""Measure how much each version of the network overfits, and draw the validation loss."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q6"

IMAGES, EPOCHS, HELD_OUT = 500, 40, 1500
OVERFITS = 0.345  # set by `autograder calibrate`, which says how often a right solution falls below it
LESS_WITH_BOTH = 0.4  # likewise


@probe
def still(student, images, labels, others, other_labels, epochs, seed):
    """A training of few steps: history, optimizer, its steps, answers for the others; and whether a second one gets the same network."""
    probes.seed(seed)
    train, validation = (student.prepare(np.array(images)), labels), (student.prepare(np.array(others)), other_labels)
    with probes.keras_trainings() as seen:
        model, history = student.train_version(student.dropout_l1, train, validation, epochs)
    found = {"history": probes.history_of(history), "answers": model.predict(validation[0], verbose=0)}
    found |= {"steps": int(np.asarray(model.optimizer.iterations)), "optimizer": model.optimizer.name}
    again, _ = student.train_version(student.dropout_l1, train, validation, 1)
    return found | {"same": again is model, "moved": any(one.moved_between for one in seen)}


@probe
def trained(student, version, images, labels, held_out, seed):
    """What a network answers for the images it was trained on and for others; validated on wrong labels, which must not stop it."""
    probes.seed(seed)
    wrong = (labels[:20] + 1) % 10
    train, others = (student.prepare(np.array(part)) for part in (images, held_out))
    model, history = student.train_version(getattr(student, version), (train, labels), (train[:20], wrong), EPOCHS)
    epochs = len(probes.history_of(history)["crossentropy"])
    return {"epochs": epochs, "train": model.predict(train, verbose=0), "held_out": model.predict(others, verbose=0)}


@probe
def gap_of(student, probabilities, labels, others, other_labels):
    """The gap of a network that nobody has: it looks its answers up, by the number in a row."""

    class Known:
        def predict(self, rows, *args, **kwargs):
            return np.concatenate([probabilities, others])[np.asarray(rows)[:, 0].astype(int)]

        def __call__(self, rows, training=False, **kwargs):
            return np.full((len(rows), 10), 0.1) if training else self.predict(rows)

    numbers = np.zeros((len(labels) + len(other_labels), 784))
    numbers[:, 0] = np.arange(len(numbers))
    train, validation = (numbers[: len(labels)], labels), (numbers[len(labels) :], other_labels)
    return float(student.gap(Known(), train, validation))


@probe
def figure(student, histories):
    return probes.figure_data(student.validation_plot(histories))


def cross_entropy(probabilities, labels):
    return expect.losses.sparse_categorical_crossentropy(
        labels, expect.array(probabilities, "What the network answers", (len(labels), 10))
    )


def gaps(ask, version):
    """The cross-entropies of a trained network on its own images and on others."""
    images, labels = probes.some_training_images(IMAGES, ask.rng("images"))
    held_out, right = ask.held_out(HELD_OUT)
    found = ask(trained, version=version, images=images, labels=labels, held_out=held_out, seed=ask.seeds(1)[0])
    expect.equal(found["epochs"], EPOCHS, f"The number of epochs of {version}, asked for {EPOCHS},")
    return cross_entropy(found["train"], labels), cross_entropy(found["held_out"], right)


@check("The training: batches of 50, and a history with the bare cross-entropy", points=1, hint="metrics=[crossentropy].")
def history(ask):
    images, labels = probes.some_training_images(170, ask.rng("images"))
    parts = {"images": images[:110], "labels": labels[:110], "others": images[110:], "other_labels": labels[110:]}
    found = ask(still, **parts, epochs=2, seed=ask.seeds(1)[0])
    losses = expect.record(found["history"], ["crossentropy", "val_crossentropy"], "The history")
    expect.equal(
        [len(values) for values in losses.values()], [2] * len(losses), "The numbers of values in the history of 2 epochs"
    )
    expect.that(not found["same"], "A second training of the same version goes on with the network of the first.")
    expect.equal(found["steps"], 6, "The number of steps in 2 epochs of 110 images")
    expect.that(not found["moved"], "Between two epochs something else than the optimizer changes the weights.")
    expect.that("adam" in found["optimizer"].lower(), f"The optimizer should be Adam, but is {found['optimizer']}.")
    bare = cross_entropy(found["answers"], labels[110:])
    expect.close(losses["val_crossentropy"][-1], bare, "val_crossentropy", rtol=2e-3)


@check("The gap is the difference of two cross-entropies", points=1, hint="Validation minus training.")
def gap(ask):
    rng = ask.rng("gap")
    one, other = rng.dirichlet(np.ones(10), 30), rng.dirichlet(np.ones(10), 20)
    labels, other_labels = rng.integers(10, size=30), rng.integers(10, size=20)
    for (p, y), (q, z) in (((one, labels), (other, other_labels)), ((other, other_labels), (one, labels))):
        found = ask(gap_of, probabilities=p, labels=y, others=q, other_labels=z)
        expect.close(found, cross_entropy(q, z) - cross_entropy(p, y), "The gap", rtol=1e-4)


@check(
    "The plain network overfits",
    points=1,
    hint="All epochs, on the images that are given.",
)
def plain(ask):
    own, others = gaps(ask, "plain")
    ask.at_least(
        "OVERFITS",
        others - own,
        f"After {EPOCHS} epochs on {IMAGES} images, the cross-entropy is {own:.3f} on them and {others:.3f} on unseen images; "
        f"a gap of at least {OVERFITS} is required.",
    )


@check(
    "With a penalty and dropout it overfits much less",
    points=1,
    hint="If Question 4 is right, so is this.",
    rests_on=["q4.dropout_l1"],
)
def less_with_both(ask):
    own, others = gaps(ask, "plain")
    less_own, less_others = gaps(ask, "dropout_l1")
    less = 1 - (less_others - less_own) / max(others - own, 1e-9)
    ask.at_least(
        "LESS_WITH_BOTH",
        less,
        f"The gap of dropout_l1, {less_others - less_own:.3f}, is not much smaller than the gap of plain, {others - own:.3f}.",
    )
    expect.that(less_others < 2.2, f"dropout_l1 has learnt nothing: its cross-entropy on other images is {less_others:.2f}.")


@check("The figure has a labeled curve for each version", points=2, hint="val_crossentropy; label, legend, names at both axes.")
def validation_plot(ask):
    rng = ask.rng("histories")
    keys = ("loss", "crossentropy", "val_loss", "val_crossentropy")
    names = ["plain", "he_normal", "l2", "l1", "dropout", "dropout_l1", "batch_norm", "another"]
    histories = {name: {key: rng.uniform(0.5, 3, 6).tolist() for key in keys} for name in names}
    curves = {name: (None, history["val_crossentropy"]) for name, history in histories.items()}
    expect.labeled_curves(ask(figure, histories=histories), curves, "epoch", "entropy")
