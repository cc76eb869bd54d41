"""Compare four optimizers of Keras on a convolutional network for digits."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q7"

NAMES = ["Adam", "SGD", "RMSprop", "Adagrad"]
IMAGES, EPOCHS, HELD_OUT = 1000, 2, 400
CLIMB = -0.02  # a learning rate that moves away from the lowest loss, at a pace that shows after a few steps
THRESHOLD = 0.623  # set by `autograder calibrate`, which says how often a right solution falls below it


def pairs(student, images, labels):
    return student.prepare(np.array(images)), np.array(labels)


@probe
def adagrad_steps(student, start, gradients):
    """What the optimiser called Adagrad makes of an array, and its arrays of the same shape, after each gradient."""
    import keras

    optimizers, others = student.make_optimizers(), student.make_optimizers()
    optimizer = optimizers["Adagrad"]
    variable = keras.Variable(start)
    path = []
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [variable])
        arrays = [np.asarray(v) for v in optimizer.variables if tuple(v.shape) == start.shape]
        path.append({"array": np.array(variable), "states": [array.copy() for array in arrays]})
    shared = [str(key) for key, value in others.items() if value is optimizers.get(key)]
    return {"path": path, "names": [str(key) for key in others], "shared": shared}


@probe
def two_trainings(student, images, labels, others, other_labels, epochs, seed):
    """One training that moves the weights and one that does not: weights, answers for the others, histories, steps taken."""
    import keras

    probes.seed(seed)
    found, models = [], []
    for optimizer in (keras.optimizers.Adam(0.01), keras.optimizers.SGD(0.0)):
        train, validation = pairs(student, images, labels), pairs(student, others, other_labels)
        with probes.keras_trainings() as seen:
            model, history = student.train_cnn(optimizer, train, validation, epochs)
        models.append(model)
        probabilities = model.predict(validation[0], verbose=0)
        weights = [np.asarray(w) for w in model.get_weights()]
        steps = int(np.asarray(optimizer.iterations))
        moved = any(one.moved_between for one in seen)
        found.append({"weights": weights, "probabilities": probabilities, "history": probes.history_of(history)})
        found[-1] |= {"steps": steps, "moved": moved}
    return {"trainings": found, "same": models[0] is models[1]}


@probe
def trained(student, images, digits, held_out, seed):
    """What a network answers for images that it has not seen, after a short training on others, whose digits have new names."""
    import keras

    probes.seed(seed)
    train = pairs(student, images, digits)
    model, _ = student.train_cnn(keras.optimizers.Adam(0.002), train, pairs(student, images[:50], digits[:50]), EPOCHS)
    return model.predict(student.prepare(np.array(held_out)), verbose=0)


@probe
def comparison(student, images, labels, others, other_labels, rates, seed):
    """The histories by name, and what became of each network that was trained.

    The optimisers that `rates` names are replaced by gradient descent at that rate: one at 0 stands still, one below 0 climbs.
    """
    from unittest import mock

    import keras

    made = []

    def optimizers():
        usual = original()
        made.append({str(key): keras.optimizers.SGD(rates[key]) if key in rates else usual[key] for key in usual})
        return made[-1]

    def names(training):
        return [key for some in made for key, value in some.items() if any(value is one for one in training.optimizers)]

    probes.seed(seed)
    original, variables = student.make_optimizers, student.compare.__globals__
    validation = pairs(student, others, other_labels)
    with mock.patch.dict(variables, {"make_optimizers": optimizers}), probes.keras_trainings() as trainings:
        found = student.compare(pairs(student, images, labels), validation, EPOCHS)
    return {
        "histories": {str(key): probes.history_of(history) for key, history in found.items()},
        "trainings": [
            {
                "names": names(one),
                "goes_on": one.goes_on,
                "loss": one.history.get("loss", []),
                "answers": one.model.predict(validation[0], verbose=0),
            }
            for one in trainings
        ],
    }


@probe
def figure(student, histories):
    return probes.figure_data(student.loss_plot(histories))


@check("The fourth optimiser is Adagrad", points=2, hint="keras.optimizers has it ready made.")
def adagrad(ask):
    rng = ask.rng("adagrad")
    start, gradients = rng.normal(0, 1, 5).astype(np.float32), rng.uniform(0.5, 2, (3, 5)).astype(np.float32)
    found = ask(adagrad_steps, start=start, gradients=gradients)
    expect.equal(sorted(found["names"]), sorted(NAMES), "The names of the optimisers")
    shared = ", ".join(found["shared"])
    expect.that(not shared, f"{shared} is the same object in two calls of make_optimizers, and remembers the training before.")
    places = [start, *(step["array"] for step in found["path"])]
    squares = np.cumsum(gradients.astype(np.float64) ** 2, axis=0)
    for states in zip(*(step["states"] for step in found["path"]), strict=True):
        initial = np.asarray(states, np.float64) - squares
        if np.allclose(initial, initial[0, 0], atol=1e-4) and initial[0, 0] > -1e-4:
            scaled = -np.diff(places, axis=0) * np.sqrt(squares + initial[0, 0]) / gradients
            expect.close(
                scaled / scaled[0, 0], np.ones((3, 5)), "Adagrad's steps, each times √h and divided by its gradient,", rtol=1e-2
            )
            return
    expect.that(False, "The fourth optimiser keeps no sum of squared gradients: it is not Adagrad.")


def trainings(ask):
    """The labels that the networks were validated with, and what became of them."""
    images, labels = probes.some_training_images(310, ask.rng("images"))
    parts = {"images": images[:250], "labels": labels[:250], "others": images[250:], "other_labels": labels[250:]}
    return labels[250:], ask(two_trainings, **parts, epochs=3, seed=ask.seeds(1)[0])  # not as many as in the comparison


@check("Every optimiser gets a new network, and 100 images a step", points=1, hint="Call build_cnn inside train_cnn.")
def new_networks(ask):
    _, found = trainings(ask)
    moved, still = (run["weights"] for run in found["trainings"])
    shapes = [(3, 3, 1, 32), (32,), (3, 3, 32, 64), (64,), (3136, 512), (512,), (512, 10), (10,)]
    expect.equal([w.shape for w in still], shapes, "The shapes of the network's weights")
    again = found["same"] or any(np.array_equal(one, other) for one, other in zip(moved, still, strict=True))
    expect.that(not again, "A second training goes on with the network of the first.")
    expect.that(all(w.any() for w in moved), "Some layers are not trained: their biases are still 0.")
    moved = any(run["moved"] for run in found["trainings"])
    expect.that(not moved, "Between two epochs something else than the optimizer changes the weights.")
    steps = [run["steps"] for run in found["trainings"]]
    expect.equal(steps, [9, 9], "The number of steps with this optimiser in 3 epochs of 250 images")


@check(
    "The loss is the cross-entropy; the history has it for each epoch", points=1, hint="fit(…).history, with validation_data."
)
def history(ask):
    labels, found = trainings(ask)
    for run in found["trainings"]:
        losses = expect.record(run["history"], ["loss", "val_loss"], "The history")
        for key in ("loss", "val_loss"):
            expect.equal(len(losses[key]), 3, f"The number of values of {key} after 3 epochs")
        expect.close(losses["val_loss"][-1], cross_entropy(run["probabilities"], labels), "The validation loss", rtol=1e-3)
        expect.that(any("acc" in key for key in losses), "The history has no accuracy: is the metric missing?")
    first, _, last = found["trainings"][1]["history"]["val_loss"]
    expect.that(abs(first - np.log(10)) < 0.3, f"An untrained network's loss is about 2.3, but here {first:.2f}.")
    expect.close(last, first, "The validation loss of a training whose learning rate is 0, after its last epoch,")


def cross_entropy(answers, labels):
    return expect.losses.sparse_categorical_crossentropy(
        labels, expect.array(answers, "What the network answers", (len(labels), 10))
    )


@check("A network that was trained reads digits it has not seen", points=1, hint="All of `train`, for all epochs.")
def accuracy(ask):
    images, labels = probes.some_training_images(IMAGES, ask.rng("images"))
    held_out, right = ask.held_out(HELD_OUT)
    names = ask.rng("names").permutation(10)
    found = ask(trained, images=images, digits=names[labels], held_out=held_out, seed=ask.seeds(1)[0])
    answers = np.argsort(names)[expect.array(found, "What the network answers", (HELD_OUT, 10)).argmax(axis=1)]
    rate = float((answers == right).mean())
    ask.at_least(
        "THRESHOLD",
        rate,
        f"Accuracy on {HELD_OUT} unseen images is {100 * rate:.1f} %; at least {100 * THRESHOLD:.1f} % is required.",
    )


@check("All four are compared: each from the beginning, each with a falling loss", points=2, hint="A new network for each.")
def compared(ask):
    images, labels = probes.some_training_images(300, ask.rng("images"))
    others, other_labels = ask.held_out(200)
    rng = ask.rng("still")
    quick, slow = rng.permutation(["Adam", "RMSprop"]).tolist(), rng.permutation(["SGD", "Adagrad"]).tolist()
    # These two are replaced, to see that the names are right: whoever starts all four alike must not get two equal histories.
    still, climbs = rng.permutation([quick.pop(), slow.pop()]).tolist()
    rates = {still: 0.0, climbs: CLIMB}
    given = {"images": images, "labels": labels, "others": others, "other_labels": other_labels, "rates": rates}
    found = ask(comparison, **given, seed=ask.seeds(1)[0])
    expect.equal(sorted(found["histories"]), sorted(NAMES), "The names in the comparison")
    goes_on = any(run["goes_on"] for run in found["trainings"])
    expect.that(not goes_on, "A network that one optimiser has trained is trained on by another.")
    for key in NAMES:
        losses = {part: np.array(found["histories"][key].get(part, [])) for part in ("loss", "val_loss")}
        for part, values in losses.items():
            expect.that(values.shape == (EPOCHS,), f"{key}: there should be {EPOCHS} values of {part}, not {len(values)}.")
        fall = losses["val_loss"][0] - losses["val_loss"][-1]
        own = abs(fall) < 1e-6 if key == still else fall < -1e-3 if key == climbs else abs(fall) >= 1e-6
        expect.that(own, f"The history called {key} is not that of {key}.")
        # One of the two: after so few steps the validation loss may rise with Adagrad, if its sums start at 0, and the training loss,
        # which is that of the steps on their way, with SGD.
        falls = min(values[-1] - values[0] for values in losses.values()) < 1e-3
        expect.that(falls or key == climbs, f"{key}: neither the training loss nor the validation loss falls.")
        expect.that(key == "Adagrad" or losses["loss"][0] > 1.9, f"{key} starts with a network that has been trained already.")
        same = [run for run in found["trainings"] if run["loss"] == losses["loss"].tolist()]
        named = [run for run in same if run["names"] in ([], [key])]
        called = ", ".join(name for run in same for name in run["names"])
        expect.that(bool(named) or not same, f"The history called {key} is that of {called}.")
        for run in named[:1]:
            wanted = cross_entropy(run["answers"], other_labels)
            expect.close(losses["val_loss"][-1], wanted, f"{key}: the loss on the validation images", rtol=1e-3)
    expect.that(found["histories"][quick[0]]["loss"][-1] < 2.1, f"{quick[0]} has learnt less than it should.")


@check("The figure has four labelled curves", points=2, hint="The training loss by epoch; label, legend, names at both axes.")
def loss_plot(ask):
    rng = ask.rng("histories")
    keys = ("loss", "accuracy", "val_loss", "val_accuracy")
    names = rng.permutation(["Adam", "SGD", "Nadam", "Adagrad"]).tolist()
    histories = {name: {key: rng.uniform(0, 2, 4).tolist() for key in keys} for name in names}
    curves = {name: (None, history["loss"]) for name, history in histories.items()}
    expect.labelled_curves(ask(figure, histories=histories), curves, "epoch", "loss")
