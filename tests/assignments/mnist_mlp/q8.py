"""Compare networks of different hidden sizes: choose them, train and measure each, and show the results."""

import numpy as np
from scipy import stats

from autograder import check, expect, probe, probes

OK_FORMAT = False
name = "q8"

IMAGES, BATCH, EPOCHS = 300, 50, 3
# Like Question 7, in which the same is trained; and on what is trained here.
RESTS_ON = [
    "q2.batch_normalisations",
    "q2.evaluation",
    "q2.training",
    "q2.dropout",
    "q4.cross_entropy",
    "q4.every_parameter",
    "q4.adam",
    "q5.training_mode",
    "q5.steps",
    "q5.running_averages",
    "q8.epochs",
]


@probe
def sizes(student):
    return [list(pair) for pair in student.HIDDEN_SIZES]


@probe
def experiment(student, h1, h2, images, labels, seed, turns_after=None):
    """One small experiment, and the cost and the accuracy of the network it returns, measured again."""
    import torch

    probes.seed(seed)
    loader = probes.loader(*probes.mnist_images("train", IMAGES), batch_size=BATCH, turns_after=turns_after)
    with probes.torch_steps() as taken:
        found = student.run_experiment(h1, h2, loader, probes.mnist_dataset(images, labels), EPOCHS)
    model = found["model"]
    reported = {key: found.get(key) for key in ("h1", "h2", "parameters", "train_cost", "test_accuracy")}
    model.eval()
    with torch.no_grad():
        costs = [float(student.criterion(model(x.view(-1, 784)), y)) for x, y in loader]
        scores = model(torch.tensor(images, dtype=torch.float32).view(-1, 784) / 255)
    state = probes.state_of(model)
    batches = [int(value) for key, value in state.items() if key.endswith("num_batches_tracked")]
    return {
        "reported": reported,
        "cost": sum(costs) / len(costs),
        "scores": scores,
        "parameters": probes.parameters_of(model),
        "batches": batches,
        "training": taken.of(model),
    }


@probe
def optimizer_kind(student, h1, h2):
    """The class of the optimizer that Question 4 makes."""
    return type(student.make_optimizer(student.build_model(h1, h2), 0.1)).__name__


@probe
def untrained(student, h1, h2, images, labels, seed):
    """What an experiment of no epochs returns, beside what `initialize` gives: the same kind of weights, if it is used."""
    probes.seed(seed)
    loader = probes.loader(*probes.mnist_images("train", IMAGES), batch_size=BATCH)
    found = student.run_experiment(h1, h2, loader, probes.mnist_dataset(images, labels), 0)["model"]
    probes.seed(seed + 1)
    given = student.initialize(student.build_model(h1, h2))
    return {"found": probes.parameters_of(found), "given": probes.parameters_of(given)}


@probe
def train_cost(student, h1, h2, epochs, seed):
    """The cost of the network that an experiment returns, on some of the images it was trained on, taken as one batch."""
    import torch

    probes.seed(seed)
    loader = probes.loader(*probes.mnist_images("train", 2000), batch_size=100)
    images, labels = probes.mnist_images("train", 100)
    found = student.run_experiment(h1, h2, loader, probes.mnist_dataset(images, labels), epochs)
    found["model"].eval()
    pixels, answers = next(iter(probes.loader(*probes.mnist_images("train", 500), batch_size=500)))
    with torch.no_grad():
        return float(student.criterion(found["model"](pixels.view(-1, 784)), answers))


@probe
def table(student, results):
    found = student.comparison_table([dict(result, model=None) for result in results])
    return {"columns": [str(c) for c in found.columns], "rows": found.to_dict("records")}


@probe
def figure(student, results):
    return probes.figure_data(student.comparison_plot([dict(result, model=None) for result in results]))


def setting(ask):
    rng = ask.rng("sizes")
    images, labels = ask.held_out(230)
    h1, h2 = int(rng.integers(41, 70)), int(rng.integers(15, 39))
    return {"h1": h1, "h2": h2, "images": images, "labels": labels, "seed": ask.seeds(1)[0]}


def small_experiment(ask):
    return ask(experiment, **setting(ask))


def some_weights(parameters):
    return np.concatenate([w.ravel() for w in parameters.values() if w.ndim == 2])[::8]


def spread(rng, low, high):
    """Five numbers from low to high, further apart than a table may round them, and not in order."""
    return (low + (high - low) / 5 * (np.arange(5) + rng.uniform(0, 0.5, 5)))[[2, 0, 3, 1, 4]]


def made_up_results(ask):
    """Five results with two sizes of the same h1, and no column in order."""
    rng = ask.rng("results")
    columns = {
        "h1": np.array([50, 50, 100, 100, 150]),
        "h2": 20 + 15 * np.arange(5) + rng.integers(15, size=5),
        "parameters": spread(rng, 10_000, 400_000).astype(int),
        "train_cost": spread(rng, 0.01, 0.4),
        "test_accuracy": spread(rng, 0.5, 0.99),
    }
    return [{key: values[i].item() for key, values in columns.items()} for i in range(5)]


@check(
    "The sizes to compare", points=1, hint="(100, 100), (200, 150), one smaller than 100 in both, one larger than 200 and 150."
)
def hidden_sizes(ask):
    found = [expect.sequence(pair, "Each of HIDDEN_SIZES") for pair in expect.sequence(ask(sizes), "HIDDEN_SIZES")]
    expect.that(all(len(pair) == 2 for pair in found), f"HIDDEN_SIZES should hold pairs (h1, h2), but holds {found}.")
    pairs = [tuple(expect.number(size, "A hidden size") for size in pair) for pair in found]
    for wanted in ((100, 100), (200, 150)):
        expect.that(wanted in pairs, f"{wanted} is missing in HIDDEN_SIZES.")
    expect.that(any(0 < h1 < 100 and 0 < h2 < 100 for h1, h2 in pairs), "None of HIDDEN_SIZES has both numbers below 100.")
    expect.that(
        any(h1 > 200 and h2 > 150 for h1, h2 in pairs), "None of HIDDEN_SIZES is larger than (200, 150) in both numbers."
    )


@check("The network has the sizes asked for", points=1, hint="build_model gets h1 and h2; do its layers use them?")
def network_sizes(ask):
    found, h1, h2 = small_experiment(ask), setting(ask)["h1"], setting(ask)["h2"]
    matrices = sorted(w.shape for w in found["parameters"].values() if w.ndim == 2)
    wanted = [(h1, 784), (h2, h1), (10, h2)]
    # A matrix may stand either way round.
    same = sorted(map(sorted, matrices)) == sorted(map(sorted, wanted))
    expect.that(same, f"For h1 = {h1} and h2 = {h2} the weights should be {wanted}, but are {matrices}.")
    expect.equal([found["reported"]["h1"], found["reported"]["h2"]], [h1, h2], "h1 and h2 in the result")


@check(
    "A new, initialised network is trained for the given epochs",
    points=1,
    hint="One call of train_one_epoch is one epoch. Network and optimizer are made once, before the epochs.",
)
def epochs(ask):
    found, start = small_experiment(ask), ask(untrained, **setting(ask))
    distance = stats.ks_2samp(some_weights(start["found"]), some_weights(start["given"])).statistic
    expect.that(
        distance < 0.15, "With 0 epochs, the weights are not those of `initialize`: is it used, and not trained before?"
    )
    expect.all_moved(start["found"], found["parameters"])
    wanted = EPOCHS * (IMAGES // BATCH)
    # Where a model has no batch normalisation nothing counts its batches; Question 2 says what is wrong with it.
    for steps in found["batches"]:
        expect.that(
            steps == wanted,
            f"{EPOCHS} epochs of {IMAGES // BATCH} batches are {wanted} steps; the network that came back has had {steps}.",
        )
    training = found["training"]  # of an optimizer that is none of torch's nothing is known
    expect.that(
        training["optimizers"] <= 1,
        f"{training['optimizers']} optimizers took turns in {EPOCHS} epochs, and each forgot what the one before had gathered: "
        "one optimizer serves all epochs.",
    )
    for kind in training["kinds"]:
        expect.that(
            kind == "Adam" or kind == ask(optimizer_kind, h1=40, h2=30),
            f"The network is trained by {kind}, and not by the optimizer of Question 4.",
        )
    expect.that(
        not training["forgot"],
        "Between two steps the optimizer forgot what it had gathered: one optimizer, with all it knows, serves all epochs.",
    )
    expect.that(
        not training["moved_between"],
        "Between two steps something else than the optimizer changed the weights: is the network initialized once, before the epochs?",
    )


@check(
    "The number of parameters is right",
    points=1,
    hint="Every number that is learnt counts: weights, biases, scales and shifts.",
)
def parameter_count(ask):
    found, given = small_experiment(ask), setting(ask)
    wanted = sum(value.size for value in found["parameters"].values())
    least = 784 * given["h1"] + given["h1"] * given["h2"] + 10 * given["h2"]
    expect.that(wanted >= least, f"The network for {given['h1']} and {given['h2']} has at least {least} weights, not {wanted}.")
    expect.equal(expect.number(found["reported"]["parameters"], "parameters"), wanted, "The number of parameters")


@check(
    "Cost and accuracy are those of the returned network",
    points=1,
    hint="Measure after the training, on the data that is given.",
    rests_on=["q6.accuracy", "q6.mode_and_scale"],
)
def measurements(ask):
    given = setting(ask)
    labels = given["labels"]
    # Where the labels turn before the last epoch, accuracy falls, so the best accuracy of the epochs is not the last.
    for case in (given, given | {"turns_after": (EPOCHS - 1) * IMAGES // BATCH}):
        found = ask(experiment, **case)
        cost, accuracy = (expect.number(found["reported"][key], key) for key in ("train_cost", "test_accuracy"))
        expect.close(cost, found["cost"], "train_cost", rtol=1e-3)
        right = expect.reference.accuracy(expect.array(found["scores"], "The scores", (len(labels), 10)), labels)
        same = abs(accuracy - right) < 0.5 / len(labels)
        expect.that(same, f"test_accuracy is {accuracy:.4f}, but the network gets {right:.4f} right.")


@check(
    "A wide network reaches a lower cost than a very narrow one",
    points=1,
    hint="Is the network that is measured the one that was trained?",
    rests_on=RESTS_ON,
)
def wider_is_better(ask):
    seed = ask.seeds(1)[0]
    untrained, wide, narrow = (
        expect.number(ask(train_cost, h1=h1, h2=h2, epochs=epochs, seed=seed), "train_cost")
        for h1, h2, epochs in ((120, 90, 0), (120, 90, 2), (4, 3, 2))
    )
    expect.that(min(wide, narrow) >= 0, "A cost is negative, which a cross-entropy never is.")
    expect.that(
        wide < 0.8 * untrained, f"train_cost is {untrained:.3f} after 0 epochs and {wide:.3f} after 2: nothing was learnt."
    )
    expect.that(wide < narrow, f"train_cost is {wide:.3f} for (120, 90), but {narrow:.3f} for (4, 3).")


@check("The table has a row for each result", points=1, hint="Five columns, with the names of the keys.")
def comparison_table(ask):
    results = made_up_results(ask)
    found = ask(table, results=results)
    for column in results[0]:
        expect.that(column in found["columns"], f"The table has no column {column}.")
    expect.that(len(found["rows"]) == len(results), f"{len(results)} results make {len(found['rows'])} rows.")
    rows = {(expect.number(row["h1"], "h1"), expect.number(row["h2"], "h2")): row for row in found["rows"]}
    for result in results:
        size = (result["h1"], result["h2"])
        expect.that(size in rows, f"The table has no row for {size}.")
        for column, value in result.items():
            expect.close(expect.number(rows[size][column], column), value, f"{column} of {size}", rtol=1e-2, atol=1e-3)


@check(
    "The figure shows cost and accuracy on labelled axes",
    points=1,
    hint="Both for every size, which the figure names; name both axes.",
)
def comparison_plot(ask):
    results = made_up_results(ask)
    ask.show(
        "comparison",
        "The figure should show data like these",
        names=[f"{r['h1']}–{r['h2']}" for r in results],
        train_cost=[r["train_cost"] for r in results],
        test_accuracy=[r["test_accuracy"] for r in results],
    )
    data = {key.replace("_", " "): [r[key] for r in results] for key in ("train_cost", "test_accuracy")}
    shown = ask(figure, results=results)
    expect.figure_shows(shown, data)
    expect.values_belong_to(shown, data, [known_by(result) for result in results])


def known_by(result):
    """The numbers by which a reader knows a size."""
    h1, h2 = result["h1"], result["h2"]
    counts = {"parameters": result["parameters"], "h1 · h2": h1 * h2, "h1 + h2": h1 + h2, "h1": h1, "h2": h2}
    return expect.Subject((h1, h2), counts)
