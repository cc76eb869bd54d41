"""Compare four optimizers of Keras on a convolutional network for digits."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q7"

NAMES = ["Adagrad", "Adam", "RMSprop", "SGD"]
SHAPES = [(3, 3, 1, 32), (32,), (3, 3, 32, 64), (64,), (3136, 512), (512,), (512, 10), (10,)]
IMAGES, EPOCHS = 130, 2
RATE = 0.01
CLIMB = -0.1  # a learning rate that moves away from the lowest loss, at a pace that shows after a few steps

figure = probe(probes.figure_from("loss_plot"))


@probe
def optimizers(student, start, gradients):
    """The names of the optimizers, those that are made once for all, and the steps of the one called Adagrad."""
    made, new = student.make_optimizers(), student.make_optimizers()
    steps = probes.keras_steps(made["Adagrad"], start, gradients) if "Adagrad" in made else None
    return {"names": sorted(map(str, new)), "shared": [str(key) for key in new if new[key] is made.get(key)], "steps": steps}


@probe
def trainings(student, train, validation, seed):
    """What train_cnn does with an optimizer of Keras and a small network; how a second training begins; and one of the real network."""
    probes.seed(seed)
    own, train_cnn = probes.keras_optimizer("Adam", RATE), student.train_cnn
    data = [(student.prepare(np.array(x)), np.array(y)) for x, y in (train, validation)]
    images = data[0][0].copy()
    with probes.replaced(train_cnn, "build_cnn", probes.small_cnn):
        first, seen = probes.noted_training(train_cnn, own, *data, EPOCHS, images=images, inputs=data[1][0], optimizer=own)
        again, real = (probes.keras_optimizer("SGD", RATE) for _ in range(2))
        second = probes.begun_again(train_cnn, again, *data, EPOCHS, images=images, trained=seen)
    real = probes.begun_again(train_cnn, real, *data, EPOCHS, images=images, trained=seen)
    return {"first": first, "second": second, "shapes": real["shapes"]}


@probe
def comparison(student, train, validation, rates, seed):
    probes.seed(seed)
    data = [(student.prepare(np.array(x)), np.array(y)) for x, y in (train, validation)]
    with probes.eager(), probes.replaced(student.compare, "build_cnn", probes.smallest_cnn):
        return probes.compared_optimizers(student.compare, "make_optimizers", rates, *data, EPOCHS)


@check("The fourth optimizer is Adagrad", points=2, hint="keras.optimizers has it ready made; make it inside the function.")
def adagrad(ask):
    rng = ask.rng("adagrad")
    start, gradients = rng.normal(0, 1, 5).astype(np.float32), rng.uniform(0.5, 2, (3, 5)).astype(np.float32)
    found = ask(optimizers, start=start, gradients=gradients)
    expect.equal(found["names"], NAMES, "The names of the optimizers")
    shared = ", ".join(found["shared"])
    expect.all_of(
        lambda: expect.that(
            not shared, f"{shared} is the same object in two calls of make_optimizers, and remembers its steps."
        ),
        lambda: expect.adagrad_steps(start, gradients, found["steps"]),
    )


def trained(ask):
    """The labels of the training images and of the validation images, which are all alike, and what came of the trainings."""
    (images, labels), own = probes.some_training_images(IMAGES + 20, ask.rng("images")), ask.rng("label").integers(10, size=1)
    given = {"train": (images[:IMAGES], labels[:IMAGES]), "validation": (images[IMAGES:], own.repeat(20))}
    return labels[:IMAGES], given["validation"][1], ask(trainings, **given, seed=ask.seeds(1)[0])


@check("Every optimizer gets a new network", points=1, hint="Call build_cnn inside train_cnn.")
def new_networks(ask):
    *_, found = trained(ask)
    expect.that(found["second"]["new"], "A second training goes on with the network of the first.")
    expect.equal([tuple(shape) for shape in found["shapes"]], SHAPES, "The shapes of the network's weights")


@check("It moves the network by steps of 100 images", points=1, hint="batch_size=100, for all epochs in one fit.")
def steps(ask):
    run = trained(ask)[-1]["first"]
    expect.batches(run, IMAGES, 100, EPOCHS)
    expect.that(not run["moved"], "Between two steps something other than the optimizer changes the weights.")


@check("All layers learn from all images of `train`", points=1, hint="The images as they are given, with this optimizer.")
def all_images(ask):
    run = trained(ask)[-1]["first"]
    expect.all_images(run, IMAGES, EPOCHS)
    expect.moves(run, least=0.6 * RATE, most=8 * RATE)


@check(
    "The loss is the cross-entropy; the history has it for each epoch", points=1, hint="fit(…).history, with validation_data."
)
def history(ask):
    _, labels, found = trained(ask)
    expect.history_of_cross_entropy(found["first"], labels, EPOCHS)


@check("All four are compared: each from the beginning, each with a falling loss", points=2, hint="A new network for each.")
def compared(ask):
    rng, (images, labels) = ask.rng("still"), ask.held_out(40)
    quick, slow = rng.permutation(["Adam", "RMSprop"]).tolist(), rng.permutation(["SGD", "Adagrad"]).tolist()
    # These two are replaced, to see that the names are right: whoever starts all four alike must not get two equal histories.
    still, climbs = rng.permutation([quick.pop(), slow.pop()]).tolist()
    given = {"train": probes.some_training_images(100, ask.rng("images")), "validation": (images, labels)}
    found = ask(comparison, rates={still: 0.0, climbs: CLIMB}, seed=ask.seeds(1)[0], **given)
    seen = expect.Comparison.of(found, NAMES, EPOCHS, labels, still, climbs)
    expect.all_of(seen.starts_anew, seen.belongs)


@check("The figure has four labeled curves", points=1, hint="The training loss by epoch; label, legend, names at both axes.")
def loss_plot(ask):
    rng, keys = ask.rng("histories"), ("loss", "accuracy", "val_loss", "val_accuracy")
    names = rng.permutation(["Adam", "SGD", "Nadam", "Adagrad"]).tolist()
    histories = {name: {key: rng.uniform(0, 2, 4).tolist() for key in keys} for name in names}
    curves = {name: (None, history["loss"]) for name, history in histories.items()}
    expect.labeled_curves(ask(figure, histories=histories), curves, "epoch", "loss")
