"""Compare four optimizers of Keras on a convolutional network for digits."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q7"

NAMES = ["Adagrad", "Adam", "RMSprop", "SGD"]
SHAPES = [(3, 3, 1, 32), (32,), (3, 3, 32, 64), (64,), (3136, 512), (512,), (512, 10), (10,)]
IMAGES, EPOCHS, HELD_OUT = 1000, 2, 400
CLIMB = -0.02  # a learning rate that moves away from the lowest loss, at a pace that shows after a few steps
THRESHOLD = 0.623  # set by `autograder calibrate`, which reports how often a right solution falls below it

figure = probe(probes.figure_from("loss_plot"))


@probe
def optimizers(student, start, gradients):
    """The names of the optimizers, those that are made only once, and the steps of the one called Adagrad."""
    made, new = student.make_optimizers(), student.make_optimizers()
    steps = probes.keras_steps(made["Adagrad"], start, gradients) if "Adagrad" in made else None
    return {"names": sorted(map(str, new)), "shared": [str(key) for key in new if new[key] is made.get(key)], "steps": steps}


@probe
def training(student, kind, rate, train, validation, images, epochs, seed):
    """A training by train_cnn with a Keras optimizer, and its network's answers for `images`."""
    probes.seed(seed)
    own, inputs = probes.keras_optimizer(kind, rate), student.prepare(np.array(images))
    data = [(student.prepare(np.array(x)), np.array(y)) for x, y in (train, validation)]
    return probes.keras_training(student.train_cnn, own, *data, epochs, inputs=inputs, optimizer=own, with_weights=True)


@probe
def comparison(student, train, validation, rates, seed):
    probes.seed(seed)
    data = [(student.prepare(np.array(x)), np.array(y)) for x, y in (train, validation)]
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


def trainings(ask):
    """The validation labels of two networks, the training of the first, and of the second with learning rate 0."""
    images, labels = probes.some_training_images(310, ask.rng("images"))
    given = {"train": (images[:250], labels[:250]), "validation": (images[250:], labels[250:]), "images": images[250:]}
    cases = zip(("Adam", "SGD"), (0.01, 0.0), ask.seeds(2), strict=True)
    return labels[250:], [ask(training, kind=k, rate=rate, epochs=3, seed=s, **given) for k, rate, s in cases]


@check("Every optimizer gets a new network", points=1, hint="Call build_cnn inside train_cnn.")
def new_networks(ask):
    expect.networks_of_their_own(*trainings(ask)[1], SHAPES)


@check("It moves the network by steps of 100 images", points=1, hint="batch_size=100, for all epochs in one fit.")
def steps(ask):
    _, found = trainings(ask)
    expect.equal([run["steps"] for run in found], [9, 9], "The number of steps with this optimizer in 3 epochs of 250 images")
    expect.that(
        not any(run["moved"] for run in found), "Between two epochs something other than the optimizer changes the weights."
    )


@check(
    "The loss is the cross-entropy; the history has it for each epoch", points=1, hint="fit(…).history, with validation_data."
)
def history(ask):
    labels, found = trainings(ask)
    _, (first, *_, last) = (expect.history_of_cross_entropy(run, labels, 3) for run in found)
    expect.that(abs(first - np.log(10)) < 0.3, f"An untrained network's loss is about 2.3, but here {first:.2f}.")
    expect.close(last, first, "The validation loss of a training whose learning rate is 0, after its last epoch,")


@check("A network that was trained reads digits it has not seen", points=1, hint="All of `train`, for all epochs.")
def accuracy(ask):
    (images, labels), names = probes.some_training_images(IMAGES, ask.rng("images")), ask.rng("names").permutation(10)
    held_out, right = ask.held_out(HELD_OUT)
    given = {"train": (images, names[labels]), "validation": (images[:50], names[labels[:50]]), "images": held_out}
    found = ask(training, kind="Adam", rate=0.002, epochs=EPOCHS, seed=ask.seeds(1)[0], **given)
    rate = expect.accuracy_of(found["answers"], names[right])
    message = f"Accuracy on {HELD_OUT} unseen images is {100 * rate:.1f} %; at least {100 * THRESHOLD:.1f} % is required."
    ask.at_least("THRESHOLD", rate, message)


@check("All four are compared: each from the beginning, each with a falling loss", points=2, hint="A new network for each.")
def compared(ask):
    rng, (images, labels) = ask.rng("still"), ask.held_out(200)
    quick, slow = rng.permutation(["Adam", "RMSprop"]).tolist(), rng.permutation(["SGD", "Adagrad"]).tolist()
    # These two are replaced to check the names: equal initial networks must not give two equal histories.
    still, climbs = rng.permutation([quick.pop(), slow.pop()]).tolist()
    given = {"train": probes.some_training_images(300, ask.rng("images")), "validation": (images, labels)}
    found = ask(comparison, rates={still: 0.0, climbs: CLIMB}, seed=ask.seeds(1)[0], **given)
    seen = expect.Comparison.of(found, NAMES, EPOCHS, labels, still, climbs)
    expect.all_of(seen.starts_anew, seen.belongs)
    expect.that(seen.histories[quick[0]]["loss"][-1] < 2.1, f"{quick[0]} has learned less than it should.")


@check("The figure has four labeled curves", points=1, hint="The training loss by epoch; label, legend, names at both axes.")
def loss_plot(ask):
    rng, keys = ask.rng("histories"), ("loss", "accuracy", "val_loss", "val_accuracy")
    names = rng.permutation(["Adam", "SGD", "Nadam", "Adagrad"]).tolist()
    histories = {name: {key: rng.uniform(0, 2, 4).tolist() for key in keys} for name in names}
    curves = {name: (None, history["loss"]) for name, history in histories.items()}
    expect.labeled_curves(ask(figure, histories=histories), curves, "epoch", "loss")
