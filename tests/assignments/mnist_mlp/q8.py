"""Compare networks of different hidden sizes: choose them, train and measure each, and show the results."""

from autograder import check, expect, probe, probes, tr

OK_FORMAT = False
name = "q8"

IMAGES, BATCH, EPOCHS = 300, 50, 3
TURNING = {"turns_after": 2 * IMAGES // BATCH}  # before the last epoch accuracy falls: the best of the epochs is not the last
KEYS = ["h1", "h2", "parameters", "train_cost", "test_accuracy"]


@probe
def sizes(student):
    return [list(pair) for pair in student.HIDDEN_SIZES]


@probe
def experiment(student, h1, h2, images, labels, seed, epochs=EPOCHS, count=IMAGES, turns_after=None):
    """An experiment's report, new measurements of its network, and the result of `initialize`."""
    loader = probes.loader(*probes.mnist_images("train", count), batch_size=BATCH, turns_after=turns_after)
    ways = [lambda: student.run_experiment(h1, h2, loader, probes.mnist_dataset(images, labels), epochs)]
    if epochs == 0:  # which the notebook never asks for
        ways.append(lambda: {"model": student.initialize(student.build_model(h1, h2))})
    with probes.torch_steps() as taken:
        found = probes.first_that_works(seed, *ways)
    seen = {"reported": {key: found.get(key) for key in KEYS}, "training": taken.of(found["model"])}
    if epochs == 0:
        fresh = student.initialize(student.build_model(h1, h2))
        seen |= {"fresh": probes.parameters_of(fresh), "optimizer": type(student.make_optimizer(fresh, 0.1)).__name__}
    return seen | probes.measured(found["model"], student.criterion, loader, images)


table = probe(probes.table_from("comparison_table"))
figure = probe(probes.figure_from("comparison_plot"))


def small(ask, **changes):
    """The setting of a small experiment, and its result."""
    rng, (images, labels) = ask.rng("sizes"), ask.held_out(230)
    setting = {"h1": int(rng.integers(41, 70)), "h2": int(rng.integers(15, 39)), "images": images, "labels": labels} | changes
    return setting, ask(experiment, **setting, seed=ask.seeds(1)[0])


def made_up_results(ask):
    ranges = {"h2": (20, 95), "parameters": (10_000, 400_000), "train_cost": (0.01, 0.4), "test_accuracy": (0.5, 0.99)}
    rows = expect.made_up_rows(ask.rng("results"), {"h1": [50, 50, 100, 100, 150], "model": [None] * 5}, ranges)
    return rows, {name: [row[name.replace(" ", "_")] for row in rows] for name in ("train cost", "test accuracy")}


@check("The sizes to compare", points=1, hint="(100, 100), (200, 150), one with both below 100, one larger than (200, 150).")
def hidden_sizes(ask):
    pairs = expect.pairs(ask(sizes), "HIDDEN_SIZES")
    expect.that({(100, 100), (200, 150)} <= set(pairs), "(100, 100) or (200, 150) is missing in HIDDEN_SIZES.")
    expect.that(any(min(pair) > 0 and max(pair) < 100 for pair in pairs), "No pair in HIDDEN_SIZES has both numbers below 100.")
    expect.that(any(h1 > 200 and h2 > 150 for h1, h2 in pairs), "No pair in HIDDEN_SIZES exceeds (200, 150) in both numbers.")


@check("The network has the sizes asked for", points=1, hint="build_model gets h1 and h2; do its layers use them?")
def network_sizes(ask):
    given, found = small(ask)
    expect.weight_shapes(found["parameters"], [784, given["h1"], given["h2"], 10])
    expect.equal([found["reported"][key] for key in ("h1", "h2")], [given["h1"], given["h2"]], "h1 and h2 in the result")


@check("A new, initialized network is trained for the given epochs", points=1, hint="By one optimizer, made before the epochs.")
def epochs(ask):
    start, found = small(ask, epochs=0)[1], small(ask)[1]
    message = "With 0 epochs, the weights are not those of `initialize`: is it used, and is the network not trained before?"
    expect.all_of(
        lambda: expect.drawn_alike(start["parameters"], start["fresh"], message),
        lambda: expect.all_moved(start["parameters"], found["parameters"]),
        lambda: expect.batches_seen(found["batches"], EPOCHS * IMAGES // BATCH),
        lambda: expect.trained_by_one_optimizer(found["training"], {"Adam", start["optimizer"]}),
    )


@check("The number of parameters is right", points=1, hint="Every number that is learned: weights, biases, scales, shifts.")
def parameter_count(ask):
    given, found = small(ask)
    count = max(784 * given["h1"], sum(value.size for value in found["parameters"].values()))
    expect.equal(expect.number(found["reported"]["parameters"], "parameters"), count, "The number of parameters")


@check("The cost is that of the returned network", points=0.5, hint="Measure after the training, on the loader that is given.")
def cost(ask):
    for _, found in (small(ask), small(ask, **TURNING)):
        expect.close(expect.number(found["reported"]["train_cost"], "train_cost"), found["cost"], "train_cost", rtol=1e-3)


@check("So is the accuracy", points=0.5, hint="On the given set.", rests_on=["q6.accuracy", "q6.evaluation_mode", "q6.scale"])
def accuracy(ask):
    for given, found in (small(ask), small(ask, **TURNING)):
        expect.reported_accuracy(found["reported"]["test_accuracy"], found["scores"], given["labels"], "test_accuracy")


@check("A wide network costs less than a very narrow one", points=1, hint="Like Question 7.", rests_on=["q7", "q8.epochs"])
def wider_is_better(ask):
    cases = ((120, 90, 0), (120, 90, 2), (4, 3, 2))
    untrained, wide, narrow = (small(ask, h1=h1, h2=h2, epochs=n, count=2000)[1]["cost"] for h1, h2, n in cases)
    nothing = tr("Nothing is learned: the cost is {:.3f} at first, {:.3f} after 2 epochs.", untrained, wide)
    expect.that(0 <= wide < 0.8 * untrained, nothing)
    expect.that(wide < narrow, tr("After 2 epochs the cost is {:.3f} for (120, 90), but {:.3f} for (4, 3).", wide, narrow))


@check("The table has a row for each result", points=1, hint="Five columns, with the names of the keys.")
def comparison_table(ask):
    results, _ = made_up_results(ask)
    expect.table_shows(ask(table, results=results), results, KEYS, named_by=["h1", "h2"])


@check("The figure shows cost and accuracy on labeled axes", points=1, hint="Both for every size, which the figure names.")
def comparison_plot(ask):
    results, data = made_up_results(ask)
    names, like = [f"{row['h1']}–{row['h2']}" for row in results], dict(zip(KEYS[3:], data.values(), strict=True))
    ask.show("comparison", "The figure should show data like these", names=names, **like)
    shown = ask(figure, results=results)
    subjects = [expect.Subject.of_layers((row["h1"], row["h2"]), row["parameters"]) for row in results]
    expect.all_of(lambda: expect.figure_shows(shown, data), lambda: expect.values_belong_to(shown, data, subjects))
