"""Compare four optimizers of Keras on a convolutional network for digits."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q7"

NAMES = ["Adagrad", "Adam", "RMSprop", "SGD"]
SHAPES = [(3, 3, 1, 32), (32,), (3, 3, 32, 64), (64,), (3136, 512), (512,), (512, 10), (10,)]
IMAGES, EPOCHS, MORE_EPOCHS = 130, 2, 9
RATE, CLIMB = 0.01, -0.05  # learning rates: one of the trainings, and one that moves away from the lowest loss

figure = probe(probes.figure_from("loss_plot"))


@probe
def optimizers(student, start, gradients):
    """The names of the optimizers, those that are made only once, and the steps of the one called Adagrad."""
    made, new = student.make_optimizers(), student.make_optimizers()
    steps = probes.keras_steps(made["Adagrad"], start, gradients) if "Adagrad" in made else None
    return {"names": sorted(map(str, new)), "shared": [str(key) for key in new if new[key] is made.get(key)], "steps": steps}


@probe
def trainings(student, train, validation, seed):
    """What train_cnn does with an optimizer of Keras and a small network; then a longer training, whose steps are not taken."""
    probes.seed(seed)
    own, other = probes.keras_optimizer("Adam", RATE), probes.keras_optimizer("SGD", RATE)
    data = [(student.prepare(np.array(x)), np.array(y)) for x, y in (train, validation)]
    given = {"images": data[0][0].copy()}
    with probes.replaced(student.train_cnn, "build_cnn", probes.small_cnn):
        short, seen = probes.noted_training(student.train_cnn, own, *data, EPOCHS, inputs=data[1][0], optimizer=own, **given)
        long = probes.played_training(student.train_cnn, other, *data, MORE_EPOCHS, trained=seen, **given)
    return {"short": short, "long": long}


@probe
def shapes(student, train):
    """The shapes of the weights of the network that train_cnn trains."""
    data, optimizer = (student.prepare(np.array(train[0])), np.array(train[1])), probes.keras_optimizer("SGD", RATE)
    return probes.begun_again(student.train_cnn, optimizer, data, data, 1, images=data[0], trained=[])["shapes"]


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
    shared = tr("{} is the same object in two calls of make_optimizers, and remembers its steps.", ", ".join(found["shared"]))
    expect.all_of(
        lambda: expect.that(not found["shared"], shared), lambda: expect.adagrad_steps(start, gradients, found["steps"])
    )


def trained(ask):
    """The labels of the training images and of the validation images, which are all alike, and what came of the trainings."""
    (images, labels), own = probes.some_training_images(IMAGES + 20, ask.rng("images")), ask.rng("label").integers(10, size=1)
    given = {"train": (images[:IMAGES], labels[:IMAGES]), "validation": (images[IMAGES:], own.repeat(20))}
    return labels[:IMAGES], given["validation"][1], ask(trainings, **given, seed=ask.seeds(1)[0])


@check("Every optimizer gets a new network", points=1, hint="Call build_cnn inside train_cnn.")
def new_networks(ask):
    *_, found = trained(ask)
    expect.that(found["long"]["new"], "A second training goes on with the network of the first.")
    sizes = ask(shapes, train=probes.some_training_images(1, ask.rng("image")))
    expect.equal([tuple(size) for size in sizes], SHAPES, "The shapes of the network's weights")


@check("It moves the network by steps of 100 images", points=1, hint="batch_size=100, for all epochs in one fit.")
def steps(ask):
    run = trained(ask)[-1]["short"]
    expect.batches(run, IMAGES, 100, EPOCHS)
    expect.that(not run["moved"], "Between two steps something other than the optimizer changes the weights.")


@check("All layers learn from all images of `train`", points=1, hint="The images as they are given.")
def all_images(ask):
    run = trained(ask)[-1]["short"]
    expect.all_images(run, IMAGES, EPOCHS)
    expect.moves(run, least=0.6 * RATE, most=2 * RATE * 2 * EPOCHS)


@check("The history has the cross-entropy of each epoch", points=1, hint="fit(…).history, with validation_data.")
def history(ask):
    _, labels, found = trained(ask)
    expect.history_of_cross_entropy(found["short"], labels, EPOCHS)
    expect.whole_history(found["long"], MORE_EPOCHS)


@check("All four are compared, each from the beginning", points=2, hint="A new network for each.", rests_on=["q7.new_networks"])
def compared(ask):
    rng, (images, labels) = ask.rng("still"), ask.held_out(40)
    quick, slow = rng.permutation(["Adam", "RMSprop"]).tolist(), rng.permutation(["SGD", "Adagrad"]).tolist()
    # These two are replaced to check the names: equal initial networks must not give two equal histories.
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
