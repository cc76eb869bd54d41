"""Read digits with a linear model: load the images in batches, and train it for an epoch."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q3"

BATCH, COUNT, MOST = 12, 40, 10  # 40 is no multiple of 12, so a loader that keeps the last batch shows it
IMAGES, HELD_OUT = 6000, 1000
THRESHOLD = 0.714  # set by `autograder calibrate`, which says how often a right solution falls below it


@probe
def two_passes(student, images, labels):
    """Of each batch the shape, the first pixel of each image and the labels, in two passes."""
    loader = student.make_loader(probes.mnist_dataset(images, labels), BATCH)
    passes = [[batch for _, batch in zip(range(MOST), loader, strict=False)] for _ in range(2)]
    return [[{"shape": list(x.shape), "pixels": x.flatten(1)[:, 0], "labels": y} for x, y in batches] for batches in passes]


@probe
def number_of_batches(student, images, labels, other_size):
    """For sets of two sizes, and for all of MNIST in batches of the usual size."""
    sizes = [len(labels), other_size]
    small = [len(student.make_loader(probes.mnist_dataset(images[:n], labels[:n]), BATCH)) for n in sizes]
    return [*small, len(student.make_loader(probes.mnist_dataset(*probes.mnist_images("train"))))]


@probe
def epoch(student, images, labels, seed):
    """A pass in a fixed order over batches of 20: the weights before and after, and what is returned."""
    import torch

    probes.seed(seed)
    model, optimizer = student.make_softmax_regression()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(30)  # large weights, that a decay would show
    loader = probes.loader(images, labels, batch_size=20)
    before = probes.linear_map(model, 784)
    average = student.train_epoch(model, optimizer, loader)
    return {
        "before": before,
        "after": probes.linear_map(model, 784),
        "average": average,
        "learnt": probes.parameters_of(model),
        "new": probes.draws_anew(lambda: student.make_softmax_regression()[0], seed),
    }


@probe
def trained(student, pixels, seed):
    """The weights after a pass over some training images, whose pixels are in another order than MNIST's."""
    probes.seed(seed)
    images, labels = probes.mnist_images("train", IMAGES)
    images = np.take(images.reshape(IMAGES, 784), pixels, axis=1).reshape(IMAGES, 28, 28)
    model, optimizer = student.make_softmax_regression()
    student.train_epoch(model, optimizer, probes.loader(images, labels, batch_size=100, shuffle=True))
    return probes.linear_map(model, 784)


@check(
    "The loader shuffles and drops the incomplete batch", points=2, hint="See batch_size, shuffle and drop_last of DataLoader."
)
def loader(ask):
    images, labels = np.zeros((COUNT, 28, 28), np.uint8), ask.rng("labels").permutation(np.arange(COUNT) % 10)
    images[:, 0, 0] = np.arange(COUNT) + 1  # each image carries its number
    passes = ask(two_passes, images=images, labels=labels)
    sizes = [len(batch["labels"]) for batch in passes[0]]
    expect.equal(sizes, [BATCH] * (COUNT // BATCH), f"The sizes of the batches of {COUNT} images, with batch_size={BATCH},")
    orders = [[numbers_of(batch, labels) for batch in batches] for batches in passes]
    flat = [[number for numbers in batches for number in numbers] for batches in orders]
    expect.that(all(len(set(order)) == len(order) for order in flat), "An image comes twice in one pass.")
    expect.that(flat[0] != flat[1], "Two passes give the images in the same order.")
    mixed = any(max(numbers) - min(numbers) > BATCH for numbers in orders[0])
    expect.that(flat[0] != sorted(flat[0]) and mixed, "The images come in the order of the set, at least within a batch.")
    counts = ask(number_of_batches, images=images, labels=labels, other_size=3 * BATCH)
    expect.equal(
        counts, [3, 3, 600], f"The numbers of batches of {COUNT} and {3 * BATCH} images by {BATCH}, and of 60,000 by 100,"
    )


def numbers_of(batch, labels):
    """The numbers that the images of a batch carry, whose labels should be theirs."""
    expect.equal(batch["shape"], [BATCH, 1, 28, 28], "The shape of a batch of images")
    numbers = np.rint(expect.array(batch["pixels"], "A batch of images", (BATCH,)) * 255).astype(int) - 1
    expect.that(bool(((numbers >= 0) & (numbers < COUNT)).all()), "The images are not those of the set, as floats from 0 to 1.")
    expect.that(np.array_equal(batch["labels"], labels[numbers]), "Images and labels do not belong together.")
    return numbers.tolist()


def one_epoch(ask):
    """What a pass did, and the reference after each of its batches: weight, bias and loss."""
    images, labels = (part[:60] for part in ask.held_out(60))
    found = ask(epoch, images=images, labels=labels, seed=ask.seeds(1)[0])
    state = [
        expect.array(found["before"][part], "The model", shape) for part, shape in (("weight", (10, 784)), ("bias", (10,)))
    ]
    wanted = []
    for rows, answers in zip(np.split(images.reshape(60, 784) / 255, 3), np.split(labels, 3), strict=True):
        wanted.append(expect.reference.softmax_step(*state, rows, answers, 0.1))
        state = wanted[-1][:2]
    return found, wanted


@check("A linear model, 784 → 10, and SGD with learning rate 0.1", points=1, hint="nn.Linear and torch.optim.SGD.")
def model(ask):
    found, wanted = one_epoch(ask)
    count = sum(value.size for value in found["learnt"].values())
    expect.equal(count, 7850, "The number of weights and constants that are learnt")
    expect.new_weights(found["new"], "The model")
    moved, right = found["after"]["bias"] - found["before"]["bias"], wanted[-1][1] - found["before"]["bias"]
    size = float(np.linalg.norm(moved) / np.linalg.norm(right))
    far = float(np.linalg.norm(right))
    expect.that(
        0.95 < size < 1.05, f"In three steps the constants should move {far:.3g} far; they moved {size:.2f} times that."
    )


@check(
    "An epoch is a step for each batch", points=2, hint="Rows of 784 numbers; the average of the losses, one for each batch."
)
def steps(ask):
    found, wanted = one_epoch(ask)
    expect.close(found["after"]["weight"], wanted[-1][0], "The weights after an epoch of three batches", rtol=1e-5, atol=3e-6)
    expect.close(found["after"]["bias"], wanted[-1][1], "The constants after an epoch of three batches", rtol=1e-5, atol=3e-6)
    average = expect.number(found["average"], "What train_epoch returns")
    expect.close(average, np.mean([loss for _, _, loss in wanted]), "The average loss of three batches", rtol=1e-4)


@check(
    "It reads digits that it has not seen",
    points=1,
    hint="If the rest of the question is right, so is this.",
    rests_on=["q1.cross_entropy", "q1.one_step", "q1.fresh_gradients", "q3.model", "q3.steps"],
)
def accuracy(ask):
    images, labels = ask.held_out(HELD_OUT)
    pixels = ask.rng("pixels").permutation(784)
    found = ask(trained, pixels=pixels, seed=ask.seeds(1)[0])
    weight = expect.array(found["weight"], "The weights", (10, 784))
    rows = np.take(images.reshape(HELD_OUT, 784), pixels, axis=1) / 255
    right = expect.reference.accuracy(rows @ weight.T + expect.array(found["bias"], "The constants", (10,)), labels)
    ask.at_least(
        "THRESHOLD",
        right,
        f"After an epoch on {IMAGES:,} images, accuracy on {HELD_OUT:,} unseen images is {100 * right:.1f} %; "
        f"at least {100 * THRESHOLD:.1f} % is required.",
    )
