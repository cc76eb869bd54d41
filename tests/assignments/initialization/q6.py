"""Build a convolutional network, and train it in six runs that differ in activation, initialization and optimizer."""

import numpy as np

from autograder import check, expect, probe, probes, tr

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


@probe
def new_weights(student, seed):
    return probes.draws_anew(lambda: student.build_cnn("relu", "he_uniform"), seed)


@probe
def network(student, images, seed, setting, number=None):
    """The network of build_cnn for a setting, or of build_run for a number, with its optimizer."""
    probes.seed(seed)
    model, optimizer = student.build_run(number) if number else (student.build_cnn(*setting), None)
    return probes.dissect_cnn(model, images, seed) | {"optimizer": str(getattr(optimizer, "name", optimizer)).lower()}


@probe
def built_once(student):
    """The runs whose network is the same when it is built again, where a small network, quickly built, stands in for new CNNs."""
    with probes.softmax_regressions(student.build_run, "build_cnn"):
        return [number for number in RUNS if student.build_run(number)[0] is student.build_run(number)[0]]


@probe
def trained(student, number, train, validation, epochs, seed):
    probes.seed(seed)
    return probes.stand_in_training(
        student.run, "build_cnn", number, tuple(train), tuple(validation), epochs, inputs=validation[0]
    )


def made(ask, *setting, number=None):
    images = ask.rng("images").random((2, 28, 28, 1), np.float32)
    return images, ask(network, images=images, seed=ask.seeds(1)[0], setting=setting, number=number)


def trainings(ask):
    """Two trainings, by SGD and by Adam: what to call each, the data, the epochs, and what run does."""
    for number, count, epochs in ((int(ask.rng("run").integers(1, 5)), 100, 3), (5, 230, 2)):
        rng = ask.rng(f"{count} images")
        train, validation = ([rng.random((n, 28, 28, 1), np.float32), rng.integers(0, 10, n)] for n in (count, 70))
        found = ask(trained, number=number, train=train, validation=validation, epochs=epochs, seed=ask.seeds(1)[0])
        yield number, train, validation, epochs, found


@check("The initializer reaches every layer with weights", points=1, hint="Convolutions and dense layers, the last one too.")
def initializer(ask):
    expect.new_weights(ask(new_weights, seed=ask.seeds(1)[0]), "The network")
    for function, rule in (("softsign", "random_uniform"), ("sigmoid", "he_uniform")):
        expect.cnn_weights(made(ask, function, rule, False)[1], SHAPES, rule, rule)


@check("So does the activation; the last one is softmax", points=1, hint="After each of the three layers before the last.")
def activation(ask):
    for function, rule in (("softsign", "random_uniform"), ("sigmoid", "he_uniform")):
        images, found = made(ask, function, rule, False)
        expect.cnn_output(found, images, SHAPES, "Without batch normalization", function, norms=False)


@check("Batch normalization before each activation", points=1, hint="Between the layer and its activation, three times.")
def batch_norm(ask):
    images, found = made(ask, "softsign", "he_uniform", True)
    expect.cnn_output(found, images, SHAPES, "With batch normalization", "softsign", norms=True)


@check("The runs differ in what they should, and in nothing else", points=2, hint="Compare with the list, number by number.")
def runs(ask):
    def judge(number):
        function, rule, norms, optimizer = RUNS[number]
        images, found = made(ask, number=number)
        expect.cnn_output(found, images, SHAPES, tr("Run {}", number), function, norms)
        expect.cnn_weights(found, SHAPES, rule, tr("Run {}", number))
        expect.that(optimizer in found["optimizer"], tr("Run {}: the optimizer should be {}.", number, optimizer))

    expect.for_each(RUNS, judge)
    same = ask(built_once)
    expect.that(not same, tr("build_run returns the same network when it is called again, for the runs {}.", same))


@check("Batches of 100, and as many epochs as asked for", points=1, hint="batch_size and epochs are arguments of fit.")
def steps(ask):
    for number, (_, labels), _, epochs, found in trainings(ask):
        expect.fitted(found, ["loss"], epochs, epochs * -(-len(labels) // 100), tr("Run {}, {} images", number, len(labels)))


@check("The optimizer of the run lowers the cross-entropy", points=1, hint="compile with it; fit to the training data.")
def cross_entropy(ask):
    for number, (images, labels), _, _, found in trainings(ask):
        wanted = RUNS[number][3]
        other = tr("Run {} is trained by {} instead of {}.", number, found["name"], wanted)
        expect.that(wanted in found["name"].lower(), other)
        if wanted == "sgd" and found["start"]:
            expect.softmax_regression(found, images.reshape(len(images), -1), labels, tr("Run {}", number))


@check("The history has the accuracy on the validation data", points=1, hint="metrics in compile, validation_data in fit.")
def accuracies(ask):
    for number, _, (_, right), epochs, found in trainings(ask):
        kept = expect.history(found["history"], ["loss", "accuracy", "val_accuracy"], epochs)
        expect.reported_accuracy(kept["val_accuracy"][-1], found["answers"], right, tr("Run {}: val_accuracy", number))
        loss = expect.cross_entropy_of(found["answers"], right)
        others = found["history"].get("val_loss") or [loss]
        expect.close(others[-1], loss, tr("Run {}: val_loss, from the validation data,", number), 1e-3)
