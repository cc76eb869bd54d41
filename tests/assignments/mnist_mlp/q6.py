"""Measure the accuracy of a network on a data set."""

import numpy as np

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q6"

SIZES = (1130, 64)  # neither is a multiple of a common batch size, and one is smaller


@probe
def evaluated(student, state, images, labels):
    """The student's accuracy of a known model on a known set, twice, and the changes to the model."""
    import torch

    probes.seed(0)
    model = probes.classifier(state, drop=0.5)
    dataset = probes.mnist_dataset(images, labels)
    witness = probes.classifier(state, drop=0.5).eval()(torch.tensor(images[:3], dtype=torch.float32) / 255)
    pixels = dataset.data.clone()
    first = student.evaluate(model, dataset)
    calls = list(model.calls)
    second = student.evaluate(model, dataset)
    trainable = torch.is_grad_enabled() and all(p.requires_grad for p in model.parameters())
    found = {"accuracies": [first, second], "calls": calls, "witness": witness, "after": probes.state_of(model)}
    return found | {
        "gradients": [key for key, p in model.named_parameters() if p.grad is not None],
        "trainable": trainable,
        "same_set": torch.equal(dataset.data, pixels),
    }


def draw(ask, size):
    """A random model and some of MNIST, with labels of which the model gets about six in ten right; and its scores."""
    rng = ask.rng(f"case {size}")
    network = expect.reference.SmallNetwork.draw(rng, inputs=784, units=20, classes=10)
    images = probes.mnist_images("test", 5000)[0][rng.choice(5000, size, replace=False)]
    scores = network.evaluate(images.reshape(size, 784) / 255)
    best, last = scores.argmax(axis=1), -size // 5
    labels = np.where(rng.random(size) < 0.6, best, rng.integers(0, 10, size))
    labels[last:] = (best[last:] + 1) % 10  # all wrong, to show whether the last incomplete batch is left out
    return network, images, labels, scores


def case(ask, size):
    """The result of `evaluate` for a random model, the right accuracy, and the model's scores."""
    network, images, labels, scores = ask.remember(f"case {size}", lambda: draw(ask, size))
    found = ask(evaluated, state=network.state(), images=images, labels=labels)
    expect.close(found["witness"], scores[:3], "What our own model makes of the first images", rtol=1e-3, atol=1e-3)
    parts = ["training", "gradients", "largest_input", "inputs", "scores"]
    calls = [expect.record(call, parts, "A call of the model") for call in expect.sequence(found["calls"], "The calls")]
    given = {"calls": calls, "brightest": images.max() / 255, "network": network}
    return found | given, expect.reference.accuracy(scores, labels), scores, labels


def used(ask, size):
    """The same, where the model was used, in training mode or with scores that are its own; the largest input, and if it is as it should be."""
    found, _, scores, _ = case(ask, size)
    calls, none = found["calls"], tr("Of a set of {} images none was used: does the loader drop an incomplete batch?", size)
    expect.that(len(calls) > 0 or not case(ask, SIZES[0])[0]["calls"], none)
    expect.that(len(calls) > 0, "The model that evaluate was given was never used.")
    expect.epochs.scores_are_its_own(found, found["network"])
    largest = max(expect.number(call["largest_input"], "The largest input") for call in calls)
    return found, scores, largest, abs(largest - found["brightest"]) < 1e-3


@check("The accuracy is right, each time", points=1, hint="Evaluation mode; every image once; a fraction, not percent.")
def accuracy(ask):
    for size in SIZES:
        found, expected, scores, labels = case(ask, size)
        for got in (expect.number(value, "The accuracy") for value in found["accuracies"]):
            if abs(got - expected) * size <= expect.undecided(scores) + 1e-3:
                continue
            _, _, largest, scaled = used(ask, size)
            share = abs(got - 100 * expected) > 0.5
            expect.that(share, tr("The accuracy should be a fraction such as {:.3f}, not percent.", expected))
            unscaled = tr("The model was fed values up to {:.0f}; in training they were between 0 and 1.", largest)
            expect.that(largest <= 1.5, unscaled)
            training = any(call["training"] for call in found["calls"])
            expect.that(not training, "The model was used in training mode: units were dropped.")
            why = expect.epochs.accuracy_explained(got, found["calls"], scores, labels) if scaled else ""
            shown = size, expected, got, why
            expect.that(False, tr("On {} images the accuracy should be {:.4f}, but is {:.4f}. {}", *shown).rstrip())


@check("The model is in evaluation mode", points=1, hint="model.eval(), before the loop.")
def evaluation_mode(ask):
    for size in SIZES:
        calls = used(ask, size)[0]["calls"]
        expect.that(not any(call["training"] for call in calls), "The model was used in training mode.")


@check("It is fed with values between 0 and 1", points=1, hint="What did ToTensor do in training?")
def scale(ask):
    for size in SIZES:
        found, scores, largest, scaled = used(ask, size)
        brightest = tr("The brightest pixel is {:.4f} as ToTensor gives it in training", found["brightest"])
        again = ": it is divided by 255 twice" if abs(255 * largest - found["brightest"]) < 1e-3 else ""
        expect.that(scaled, tr("{}, but the model was fed {:.4f}{}.", brightest, largest, again))
        own = any(c["training"] for c in found["calls"]) or all(expect.rows_among(c["scores"], scores) for c in found["calls"])
        expect.that(own, expect.epochs.OTHER_ROWS)


@check("Evaluating changes nothing", points=1, hint="No dropout, no running averages, no steps.")
def repeatable(ask):
    for size in SIZES:
        found = used(ask, size)[0]
        expect.unchanged(found["network"].state(), found["after"], "By evaluating, the model's state")
        expect.that(not found["gradients"], "Evaluating left gradients in the model.")
        expect.that(found["trainable"], "After evaluating, the model cannot be trained any more: gradients are off for good.")
        expect.that(found["same_set"], "Evaluating changed the images of the data set itself.")


@check("No gradients are recorded", points=1, hint="torch.no_grad() saves the memory and the time.")
def no_gradients(ask):
    for size in SIZES:
        recorded = any(call["gradients"] for call in used(ask, size)[0]["calls"])
        expect.that(not recorded, "Gradients were recorded while the accuracy was computed.")
