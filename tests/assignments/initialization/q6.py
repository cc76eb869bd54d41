"""Build a convolutional network, and train it in six runs that differ in activation, initialization and optimizer."""

import numpy as np

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q6"

SHAPES = [(3, 3, 1, 32), (3, 3, 32, 64), (3136, 512), (512, 10)]
SETTINGS = {  # activation, initialiser, batch normalization, optimizer
    1: ("sigmoid", "random_uniform", False, "sgd"),
    2: ("sigmoid", "glorot_normal", False, "sgd"),
    3: ("relu", "random_uniform", False, "sgd"),
    4: ("relu", "he_uniform", False, "sgd"),
    5: ("relu", "he_uniform", False, "adam"),
    6: ("sigmoid", "glorot_normal", True, "sgd"),
}
FUNCTIONS = {"sigmoid": expect.reference.sigmoid, "relu": lambda z: np.maximum(z, 0), "softsign": lambda z: z / (1 + np.abs(z))}
EPOCHS = {1: 1, 2: 1, 3: 3, 4: 3, 5: 3, 6: 3}  # of 1,000 images: enough to tell
IMAGES, HELD_OUT = 1000, 500
BETTER_START = 0.71  # set by `autograder calibrate`, which says how often a right solution falls below it
BETTER_OPTIMIZER = 0.106  # likewise
BATCH_NORM_LEARNS = 0.581  # likewise


@probe
def network(student, activation, weight_init, batch_norm, images, seed):
    probes.seed(seed)
    return probes.dissect_cnn(student.build_cnn(activation, weight_init, batch_norm), images, seed)


@probe
def new_weights(student, seed):
    return probes.draws_anew(lambda: student.build_cnn("relu", "he_uniform"), seed)


@probe
def network_of_run(student, number, images, seed):
    probes.seed(seed)
    model, optimizer = student.build_run(number)
    same = student.build_run(number)[0] is model
    return probes.dissect_cnn(model, images, seed) | {
        "optimizer": str(getattr(optimizer, "name", optimizer)).lower(),
        "same": same,
    }


@probe
def trained(student, number, images, labels, held_out, epochs, seed):
    """What the network of a run answers for images it has not seen, its history and the steps it took; validated on wrong labels."""
    probes.seed(seed)
    x, others = (np.array(part).reshape(-1, 28, 28, 1).astype("float32") / 255 for part in (images, held_out))
    with probes.keras_trainings() as seen:
        model, history = student.run(number, (x, labels), (x[:100], (labels[:100] + 1) % 10), epochs)
    steps, moved = int(np.asarray(model.optimizer.iterations)), any(one.moved_between for one in seen)
    found = {"answers": model.predict(others, verbose=0), "history": probes.history_of(history)}
    return found | {"steps": steps, "moved": moved}


def some_images(ask):
    return ask.rng("images").random((2, 28, 28, 1), np.float32)


def computed(layers, images, what, activation, norms):
    """What the network's weights make of the images, with this activation, and normalizations before it where there are `norms`."""
    x, waiting = images.astype(np.float64), iter(layers)
    for number in range(3):
        x = linear(x, next(waiting), what)
        x = batch_norm_of(next(waiting), x.shape[-1], what).evaluate(x) if norms else x
        x = FUNCTIONS[activation](x)
        x = expect.reference.max_pool(x) if number < 2 else x
    return np.exp(expect.reference.log_softmax(linear(x, next(waiting), what)))


def linear(x, layer, what):
    """A convolution or a dense layer; one without biases has zeros."""
    kernel = expect.array(layer["weights"].get("kernel"), f"{what}: the weights")
    bias = layer["weights"].get("bias")
    bias = np.zeros(kernel.shape[-1]) if bias is None else expect.array(bias, f"{what}: the biases", kernel.shape[-1:])
    return expect.reference.convolution(x, kernel, bias) if kernel.ndim == 4 else x.reshape(len(x), -1) @ kernel + bias


def batch_norm_of(layer, channels, what):
    names = ("gamma", "beta", "moving_mean", "moving_variance")
    parts = [layer["weights"].get(part) for part in names]
    for part, found in zip(names, parts, strict=True):
        expect.that(found is not None, f"{what}: a batch normalization has no {part}.")
        sizes = list(np.shape(found))
        expect.that(
            sizes == [channels],
            f"{what}: a batch normalization of {channels} channels or units should have {channels} numbers in {part}, one for each, "
            f"but has {sizes}: along which axis does it normalize? The channels are the last.",
        )
    return expect.reference.BatchNorm(*(expect.array(found, what) for found in parts), eps=layer["epsilon"])


def judge_network(found, images, what, activation, norms):
    kinds = ["kernel", "norm"] * 3 + ["kernel"] if norms else ["kernel"] * 4
    if [layer["kind"] for layer in found["layers"]] != kinds:
        wanted = (
            "convolution, convolution, dense, dense" if not norms else "a batch normalization after each layer but the last"
        )
        classes = ", ".join(layer["class"] for layer in found["layers"])
        expect.that(False, f"{what}: the layers that have weights should be {wanted}, but are {classes}.")
    expect.equal([w.shape for w in found["drawn"]], SHAPES, f"{what}: the shapes of the weights")
    wanted = computed(found["layers"], images, what, activation, norms)
    expect.close(found["inference"], wanted, f"{what}: the output with {activation}", rtol=1e-2, atol=1e-4)


def judge_weights(found, what, rule):
    expect.equal([w.shape for w in found["drawn"]], SHAPES, f"{what}: the shapes of the weights")
    for w, shape in zip(found["drawn"], SHAPES, strict=True):
        field = int(np.prod(shape[:-2]))  # of a convolution, whose weights are used at each place of its field
        if rule == "random_uniform":
            expect.uniform(w, 0.05, f"{what}: the weights {shape}")
        else:
            expect.drawn(w, rule, field * shape[-2], field * shape[-1], f"{what}: the weights {shape}")


@check("The initialiser reaches every layer with weights", points=1, hint="Convolutions and dense layers, the last one too.")
def initialiser(ask):
    expect.new_weights(ask(new_weights, seed=ask.seeds(1)[0]), "The network")
    for rule in ("random_uniform", "he_uniform"):
        setting = {"activation": "relu", "weight_init": rule, "batch_norm": False}
        judge_weights(ask(network, **setting, images=some_images(ask), seed=ask.seeds(1)[0]), rule, rule)


@check("So does the activation; the last one is softmax", points=1, hint="After each of the three layers before the last.")
def activation(ask):
    for function in ("softsign", "sigmoid"):
        setting = {"activation": function, "weight_init": "he_uniform", "batch_norm": False}
        found = ask(network, **setting, images=some_images(ask), seed=ask.seeds(1)[0])
        judge_network(found, some_images(ask), "Without batch normalization", function, norms=False)


@check("Batch normalization before each activation", points=1, hint="Between the layer and its activation, three times.")
def batch_norm(ask):
    setting = {"activation": "softsign", "weight_init": "glorot_normal", "batch_norm": True}
    found = ask(network, **setting, images=some_images(ask), seed=ask.seeds(1)[0])
    judge_network(found, some_images(ask), "With batch normalization", "softsign", norms=True)


@check("The runs differ in what they should, and in nothing else", points=1, hint="Compare with the list, number by number.")
def runs(ask):
    for number, (function, rule, norms, optimizer) in SETTINGS.items():
        found = ask(network_of_run, number=number, images=some_images(ask), seed=ask.seeds(1)[0])
        judge_network(found, some_images(ask), f"Run {number}", function, norms)
        judge_weights(found, f"Run {number}", rule)
        expect.that(not found["same"], f"Run {number}: build_run returns the same network when it is called again.")
        expect.that(
            optimizer in found["optimizer"], f"Run {number}: the optimizer should be {optimizer}, not {found['optimizer']}."
        )


def result(ask, number):
    """The held-out accuracy of a run, and its training loss epoch by epoch."""
    images, labels = (part[:IMAGES] for part in probes.mnist_images("train", 6000))
    held_out, right = ask.held_out(HELD_OUT)
    setting = {"images": images, "labels": labels.astype(np.int64), "held_out": held_out, "epochs": EPOCHS[number]}
    found = ask(trained, number=number, **setting, seed=ask.seeds(1)[0])
    history = expect.record(found["history"], ["loss", "accuracy", "val_accuracy"], "The history")
    expect.equal(len(history["loss"]), EPOCHS[number], "The number of losses in the history")
    expect.equal(found["steps"], EPOCHS[number] * IMAGES // 100, f"Run {number}: the number of steps of 100 images")
    expect.that(not found["moved"], f"Run {number}: between two epochs something else than the optimizer changes the weights.")
    answers = expect.array(found["answers"], "What the network answers", (HELD_OUT, 10))
    wrong = expect.sequence(history["val_accuracy"], "val_accuracy")[-1]
    expect.that(
        wrong < 0.5, f"Run {number}: the validation images come with wrong labels here, and yet {100 * wrong:.0f} % are right."
    )
    return expect.reference.accuracy(answers, right), history["loss"]


@check("With sigmoids and SGD nothing is learnt", points=1, hint="It follows from the rest.")
def chance(ask):
    for number in (1, 2):
        accuracy, losses = result(ask, number)
        expect.that(accuracy < 0.35 and losses[-1] > 2.2, f"Run {number} reads {100 * accuracy:.0f} % right, which it cannot.")


@check("He's weights help ReLU", points=1, hint="It follows from the rest.")
def better_start(ask):
    small, he = (result(ask, number)[1][-1] for number in (3, 4))
    message = (
        f"After 30 steps the training loss of run 3 is {small:.2f}, and that of run 4 {he:.2f}: run 4 should be far better."
    )
    ask.at_least("BETTER_START", small - he, message)


@check("Adam helps more", points=1, hint="It follows from the rest.")
def better_optimizer(ask):
    he, adam = (result(ask, number)[1][-1] for number in (4, 5))
    message = f"After 30 steps the training loss of run 4 is {he:.2f}, and that of run 5 {adam:.2f}: run 5 should be better."
    ask.at_least("BETTER_OPTIMIZER", he - adam, message)
    right = result(ask, 5)[0]
    expect.that(right > 0.6, f"Run 5 reads {100 * right:.0f} % of {HELD_OUT} new images right, which is too little.")


@check("With batch normalization sigmoids learn", points=1, hint="It follows from the rest.")
def revived(ask):
    _, losses = result(ask, 6)
    fall = np.log(10) - losses[-1]
    ask.at_least("BATCH_NORM_LEARNS", fall, f"Run 6 hardly learns: after 30 steps the training loss is still {losses[-1]:.2f}.")
