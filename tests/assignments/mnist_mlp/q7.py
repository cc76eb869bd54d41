import numpy as np

from autograder import check, expect, fixtures, probe

OK_FORMAT = False
name = "q7"
points = 3

IMAGES, EPOCHS, HELD_OUT = 6000, 2, 1000
THRESHOLD = 0.742  # set by `autograder calibrate`, which says how often a right solution falls below it


@probe
def predictions(student, images, pixels, names, seed):
    """Train a fresh network with the student's pieces, and return what it sees in `images`.

    Its pixels are in another order and its digits have other names, the same in training: a network of linear layers does not
    mind, but one that knew MNIST before does.
    """
    import torch

    fixtures.seed(seed)
    train_images, train_labels = fixtures.mnist_images("train", IMAGES)
    train_images = train_images.reshape(IMAGES, 784)[:, pixels].reshape(IMAGES, 28, 28)
    model = student.initialize(student.build_model())
    optimizer = student.make_optimizer(model, 0.1)
    loader = fixtures.loader(train_images, names[train_labels], batch_size=100, shuffle=True)
    for _ in range(EPOCHS):
        student.train_one_epoch(model, loader, student.criterion, optimizer)
    model.eval()
    with torch.no_grad():
        rows = torch.tensor(images, dtype=torch.float32).view(-1, 784) / 255
        return model(rows).argmax(dim=1)


@check(
    "The network reads digits it has not seen",
    points=3,
    hint="If the questions above are right, so is this; if not, start there.",
)
def accuracy(ask):
    images, labels = ask.held_out(HELD_OUT)
    pixels, names = ask.rng("pixels").permutation(784), ask.rng("names").permutation(10)
    shuffled = images.reshape(HELD_OUT, 784)[:, pixels].reshape(HELD_OUT, 28, 28)
    found = ask(predictions, images=shuffled, pixels=pixels, names=names, seed=ask.seeds(1)[0])
    predicted = np.argsort(names)[np.clip(expect.array(found, "The predictions", (HELD_OUT,)), 0, 9).astype(int)]
    matrix = np.zeros((10, 10), int)
    np.add.at(matrix, (labels, predicted), 1)
    ask.show("confusion", f"{HELD_OUT} images that the network had not seen", matrix=matrix)
    right = float((predicted == labels).mean())
    ask.measure("THRESHOLD", right)
    expect.that(
        right >= THRESHOLD,
        f"After {EPOCHS} epochs on {IMAGES} images, {100 * right:.1f} % of {HELD_OUT} new images are read right; "
        f"{100 * THRESHOLD:.0f} % are needed.",
    )
