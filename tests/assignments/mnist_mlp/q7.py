"""Train the network with the pieces of Questions 1 to 6; there is nothing new to write."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q7"

IMAGES, EPOCHS, HELD_OUT, SIZES = 6000, 2, 1000, [784, 100, 100, 10]
# A network with another dropout, or another optimizer, trains well with some seeds only.
RESTS_ON = [
    "q2.batch_normalizations",
    "q2.evaluation",
    "q2.training",
    "q2.dropout",
    "q4.cross_entropy",
    "q4.every_parameter",
    "q4.adam",
    "q5.training_mode",
    "q5.steps",
    "q5.running_averages",
]
THRESHOLD = 0.719  # set by `autograder calibrate`, which reports how often a right solution falls below it


@probe
def trained(student, pixels, names, rows, images, seed):
    """Train a new network with the student's pieces; return its layers, those of another one, and its scores of `images`.

    Pixels and digits are permuted: this does not affect a network of linear layers, unless it was trained on MNIST before.
    """
    import torch

    probes.seed(seed)
    other = student.initialize(student.build_model())
    probes.randomize(other, seed)
    model = student.initialize(student.build_model())
    start = probes.parameters_of(model)
    optimizer = student.make_optimizer(model, 0.1)
    train_images, labels = probes.mnist_images("train", IMAGES)
    train_images = np.take(train_images.reshape(IMAGES, 784), pixels, axis=1).reshape(IMAGES, 28, 28)
    loader = probes.loader(train_images, names[labels], batch_size=100, shuffle=True)
    for _ in range(EPOCHS):
        student.train_one_epoch(model, loader, student.criterion, optimizer)
    model.eval()
    with torch.no_grad():
        scores = model(torch.tensor(images, dtype=torch.float32).view(-1, 784) / 255)
    alike = [name for name, weight in start.items() if weight.ndim == 2 and (weight == weight[0]).all()]
    return {"other": probes.dissect(other, rows), "trained": probes.dissect(model, rows), "scores": scores, "alike": alike}


def scores_of(networks, reported, images):
    """The network's scores, computed by the judge from the weights; its own scores if it is not the network of Question 2."""
    pixels = images.reshape(len(images), 784) / np.float32(255)
    scores = expect.recomputed_scores(networks["trained"], SIZES, pixels)
    if scores is not None:
        return scores
    switched = expect.recomputed_scores(networks["other"], SIZES, pixels) is not None
    expect.that(not switched, "After its training the network is another one: what it answers is not what its layers compute.")
    return expect.array(reported, "The scores", (len(images), 10))


@check(
    "The network reads digits it has not seen",
    points=3,
    hint="If the questions above are right, so is this; if not, start there.",
    rests_on=RESTS_ON,
)
def accuracy(ask):
    images, labels = ask.held_out(HELD_OUT)
    pixels, names, rows = (
        ask.rng("pixels").permutation(784),
        ask.rng("names").permutation(10),
        ask.rng("rows").random((50, 784), np.float32),
    )
    images = np.take(images.reshape(HELD_OUT, 784), pixels, axis=1)
    found = ask(trained, pixels=pixels, names=names, rows=rows, images=images, seed=ask.seeds(1)[0])
    alike = ", ".join(map(str, expect.sequence(found["alike"], "The matrices with equal rows")))
    expect.that(not alike, tr("All units of a layer begin with the same weights, so they learn the same: {}.", alike))
    networks = {which: expect.dissected(found[which], rows) for which in ("other", "trained")}
    predicted = np.argsort(names)[scores_of(networks, found["scores"], images).argmax(axis=1)]
    matrix = np.zeros((10, 10), int)
    np.add.at(matrix, (labels, predicted), 1)
    ask.show("confusion", tr("{} images that the network had not seen", HELD_OUT), matrix=matrix)
    right = float((predicted == labels).mean())
    ask.at_least(
        "THRESHOLD",
        right,
        tr(
            "After {} epochs on {:,} images, accuracy on {:,} unseen images is {:.1f} %; at least {:.1f} % is required.",
            EPOCHS,
            IMAGES,
            HELD_OUT,
            100 * right,
            100 * THRESHOLD,
        ),
    )
