"""What a training loop or an evaluation does wrong is named by what it did with the model, the loss and the optimizer."""

import numpy as np
import pytest
import torch

from autograder import expect, probes
from autograder.model.evidence import copy


def seen(train, scale=2.0):
    """The evidence of an epoch over three batches of 20, and what was given."""
    rng = np.random.default_rng(0)
    network = expect.reference.SmallNetwork.draw(rng, inputs=784, units=6, classes=10)
    images, labels = probes.some_training_images(60, rng)
    rows = images.reshape(60, 784) / 255
    batches = [(rows[i : i + 20], labels[i : i + 20]) for i in range(0, 60, 20)]
    model, criterion = probes.classifier(network.state()), probes.ScaledCrossEntropy(scale)
    optimizer, steps = probes.noted_sgd(model, 0.1)
    train(model.train(), probes.loader(images, labels, 20), criterion, optimizer)
    return copy({"calls": model.calls, "losses": criterion.calls, "steps": steps}), network, batches


def loop(
    images=lambda x: x,
    scores=lambda x: x,
    labels=lambda y, s: y,
    clear=1,
    steps=1,
    epochs=1,
    stop=False,
    own=False,
    penalty=0.0,
):
    def train(model, loader, criterion, optimizer):
        optimizer = torch.optim.Adam(model.parameters()) if own else optimizer
        for _ in range(epochs):
            for x, y in loader:
                optimizer.zero_grad()
                s = model(images(x))
                cost = criterion(scores(s), labels(y, s)) + penalty * sum((p**2).sum() for p in model.parameters())
                cost.backward()
                if clear == 2:
                    optimizer.zero_grad()
                for _ in range(steps):
                    optimizer.step()
                if stop:
                    return

    return train


@pytest.mark.parametrize(
    ("train", "said"),
    [
        (loop(images=lambda x: x / 255), "divided by 255"),
        (loop(scores=lambda s: s.softmax(1)), "a softmax comes before it"),
        (loop(labels=lambda y, s: s.argmax(1)), "other labels"),
        (loop(clear=2), "zero_grad comes between backward and step"),
        (loop(steps=2), "took 6 steps"),
        (loop(steps=0), "never asked for a step"),
        (loop(own=True), "another optimizer"),
        (loop(epochs=2), "6 times for the 3 batches"),
        (loop(stop=True), "ends after the first of 3 batches"),
        (loop(penalty=0.1), "a penalty"),
        (lambda model, loader, criterion, optimizer: None, "never used"),
        (lambda model, loader, criterion, optimizer: model(next(iter(loader))[0]), "`criterion` was never called"),
    ],
)
def test_a_mistake_in_a_training_loop_is_named(train, said):
    with pytest.raises(expect.CheckFailed, match=said):
        expect.epochs.steps_taken(*seen(train), moved=True)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (lambda parts, n: np.mean(parts), "mean of the batches"),
        (lambda parts, n: parts[0], "first batch"),
        (lambda parts, n: parts[-1], "last batch"),
        (lambda parts, n: 1 - (30 * parts[0] + 30 * parts[1] + 10 * parts[2]) / n, "error rate"),
    ],
)
def test_a_wrong_accuracy_is_explained(measure, said):
    rng = np.random.default_rng(1)
    scores, labels = rng.normal(size=(70, 10)), rng.integers(0, 10, 70)
    labels[:20], labels[30:35] = scores[:20].argmax(1), scores[30:35].argmax(1)
    cuts = [slice(0, 30), slice(30, 60), slice(60, 70)]
    parts = [(scores[cut].argmax(1) == labels[cut]).mean() for cut in cuts]
    calls = [{"scores": scores[cut]} for cut in cuts]
    assert said in expect.epochs.accuracy_explained(measure(parts, 70), calls, scores, labels)
    assert "Only 60 of the 70" in expect.epochs.accuracy_explained(0.1, calls[:2], scores, labels)
    assert "other rows" in expect.epochs.accuracy_explained(0.1, [{"scores": scores + 5}], scores, labels)
