"""Read digits with a linear model: load the images in batches, and train it for an epoch."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q3"

BATCH, COUNT = 12, 40  # 40 is not a multiple of 12, so a loader that keeps the last batch shows it
IMAGES, HELD_OUT = 6000, 1000
RESTS_ON = ["q1.cross_entropy", "q1.one_step", "q1.fresh_gradients", "q3.model", "q3.steps"]
THRESHOLD = 0.714  # set by `autograder calibrate`, which reports how often a right solution falls below it


@probe
def two_passes(student, images, labels):
    return probes.passes(student.make_loader(probes.mnist_dataset(images, labels), BATCH))


@probe
def number_of_batches(student, images, labels):
    """The number of batches for sets of two sizes, and for all of MNIST in batches of the usual size."""
    small = [len(student.make_loader(probes.mnist_dataset(images[:n], labels[:n]), BATCH)) for n in (COUNT, 3 * BATCH)]
    return [*small, len(student.make_loader(probes.mnist_dataset(*probes.mnist_images("train"))))]


@probe
def epoch(student, images, labels, seed):
    """An epoch in a fixed order over batches of 20: the weights before and after, and the returned value."""
    probes.seed(seed)
    model, optimizer = student.make_softmax_regression()
    probes.scale_parameters(model, 30)
    found = {"before": probes.linear_map(model, 784), "learned": probes.parameters_of(model)}
    found |= probes.used_by(student.train_epoch, model, optimizer, probes.loader(images, labels, batch_size=20))
    new = probes.draws_anew(lambda: student.make_softmax_regression()[0], seed)
    return found | {"after": probes.linear_map(model, 784), "new": new}


@probe
def trained(student, pixels, seed):
    """The weights after an epoch over some training images with permuted pixels."""
    probes.seed(seed)
    images, labels = probes.mnist_images("train", IMAGES)
    images = np.take(images.reshape(IMAGES, 784), pixels, axis=1).reshape(IMAGES, 28, 28)
    model, optimizer = student.make_softmax_regression()
    student.train_epoch(model, optimizer, probes.loader(images, labels, batch_size=100, shuffle=True))
    return probes.linear_map(model, 784)


def a_set(ask):
    images, numbers = expect.loaders.numbered_images(ask.rng("images"), COUNT)
    return numbers, {"images": images, "labels": ask.rng("labels").permutation(np.arange(COUNT) % 10)}


@check("The loader shuffles", points=1, hint="See shuffle of DataLoader.")
def loader(ask):
    numbers, given = a_set(ask)
    passes = ask(two_passes, **given)
    expect.loaders.shuffled(passes, numbers)
    expect.loaders.labels_belong(passes[0], numbers, given["labels"])


@check("It drops the incomplete batch", points=1, hint="See batch_size and drop_last of DataLoader.")
def incomplete_batch(ask):
    _, given = a_set(ask)
    batches, _ = ask(two_passes, **given)
    expect.loaders.drops_incomplete_batch(batches, COUNT, BATCH)
    expect.equal(batches[0]["shape"], [BATCH, 1, 28, 28], "The shape of a batch of images")
    what = tr("The numbers of batches of {} and {} images by {}, and of 60,000 by 100,", COUNT, 3 * BATCH, BATCH)
    expect.equal(ask(number_of_batches, **given), [3, 3, 600], what)


def one_epoch(ask):
    """The student's epoch, and the reference after each of its batches: weight, bias and loss."""
    images, labels = (part[:60] for part in ask.held_out(60))
    found = ask(epoch, images=images, labels=labels, seed=ask.seeds(1)[0])
    weight = expect.array(found["before"]["weight"], "The model", (10, 784))
    batches = list(zip(np.split(images.reshape(60, 784) / 255, 3), np.split(labels, 3), strict=True))
    bias = expect.array(found["before"]["bias"], "The model", (10,))
    return found | {"rows": [rows for rows, _ in batches]}, expect.reference.softmax_descent(weight, bias, batches, 0.1)


@check("A linear model, 784 → 10, and SGD with learning rate 0.1", points=1, hint="nn.Linear and torch.optim.SGD.")
def model(ask):
    found, wanted = one_epoch(ask)
    expect.equal(sum(value.size for value in found["learned"].values()), 7850, "The number of weights and constants")
    expect.new_weights(found["new"], "The model")
    moved, right = (np.linalg.norm(bias - found["before"]["bias"]) for bias in (found["after"]["bias"], wanted[-1][1]))
    if not 0.95 < moved / right < 1.05:
        expect.epochs.explain(found, 0.1, found["rows"])
        expect.that(False, tr("In three steps the constants moved {:.2f} times as far as by this optimizer.", moved / right))


@check("An epoch is a step for each batch", points=1, hint="Each batch as rows of 784 numbers, once, by train_step.")
def steps(ask):
    found, wanted = one_epoch(ask)
    after = {"weight": "The weights after an epoch of three batches", "bias": "The constants after an epoch of three batches"}
    for (key, what), value in zip(after.items(), wanted[-1][:2], strict=True):
        if not expect.matches(found["after"][key], value, rtol=1e-5, atol=3e-6):
            expect.epochs.explain(found, 0.1, found["rows"])
        expect.close(found["after"][key], value, what, rtol=1e-5, atol=3e-6)


@check("It returns the average loss", points=1, hint="The mean of the losses, one for each batch.")
def average_loss(ask):
    found, wanted = one_epoch(ask)
    expect.epochs.average_loss(found["result"], [loss for _, _, loss in wanted], 60, 20)


@check("It reads digits that it has not seen", points=1, hint="If the rest is right, so is this.", rests_on=RESTS_ON)
def accuracy(ask):
    images, labels = ask.held_out(HELD_OUT)
    pixels = ask.rng("pixels").permutation(784)
    found = ask(trained, pixels=pixels, seed=ask.seeds(1)[0])
    weight, bias = expect.array(found["weight"], "The weights", (10, 784)), expect.array(found["bias"], "The constants", (10,))
    scores = np.take(images.reshape(HELD_OUT, 784), pixels, axis=1) / 255 @ weight.T + bias
    right = expect.reference.accuracy(scores, labels)
    required = tr("at least {:.1f} % is required", 100 * THRESHOLD)
    ask.at_least("THRESHOLD", right, tr("Accuracy on {:,} unseen images is {:.1f} %; {}.", HELD_OUT, 100 * right, required))
