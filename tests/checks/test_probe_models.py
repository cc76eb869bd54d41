"""Probes for torch and Keras networks: measure them, build known ones, and record their training."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from autograder import expect, probes
from autograder.checks.expect import reference, update_rules
from autograder.model.evidence import copy

keras = pytest.importorskip("keras")


@pytest.fixture
def images():
    return probes.mnist_images("train", 60)


def network():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(784, 9), nn.BatchNorm1d(9), nn.ReLU(), nn.Dropout(0.5), nn.Linear(9, 10))


def test_a_network_is_measured_in_evaluation_mode(images):
    model, loader = network(), probes.loader(*images, batch_size=20)
    model(torch.rand(4, 784))
    found = copy(probes.measured(model, nn.CrossEntropyLoss(), loader, images[0][:7]))
    assert found["batches"] == [1]
    assert sum(value.size for value in found["parameters"].values()) == sum(p.numel() for p in model.parameters())
    x, y = torch.tensor(images[0]).view(-1, 784) / 255, torch.tensor(images[1].astype(np.int64))
    scores = model.eval()(x)
    assert found["scores"] == pytest.approx(scores[:7].detach().numpy(), abs=1e-5)
    assert found["cost"] == pytest.approx(functional.cross_entropy(scores, y).item(), rel=1e-5)


def test_outputs_leave_the_mode_as_it_is():
    model, rows = network().train(), np.random.default_rng(0).random((5, 784))
    assert not torch.equal(probes.outputs(model, rows), probes.outputs(model, rows))  # dropout
    assert model.training


def test_the_loss_after_some_steps_is_that_of_gradient_descent():
    rng = np.random.default_rng(1)
    rows, labels = rng.normal(0, 1, (30, 4)), rng.integers(3, size=30)
    model = nn.Linear(4, 3)
    weight, bias = model.weight.detach().double().numpy(), model.bias.detach().double().numpy()
    steps = reference.softmax_descent(weight, bias, [(rows, labels)] * 6, 0.5)
    assert probes.loss_after(model, rows, labels, 5, 0.5) == pytest.approx(steps[-1][2], rel=1e-4)


@pytest.mark.parametrize("with_biases", [False, True])
def test_a_sigmoid_network_has_the_gradients_of_the_reference(with_biases):
    rng = np.random.default_rng(2)
    weights = [rng.normal(0, 1, shape) for shape in ((6, 4), (5, 6), (2, 5))]
    biases = [rng.normal(0, 1, len(w)) for w in weights] if with_biases else None
    x, y = rng.normal(0, 1, (9, 4)), rng.normal(0, 1, (9, 2))
    model = probes.sigmoid_network(weights, biases)
    outputs = model(torch.tensor(x))
    assert outputs.detach().numpy() == pytest.approx(reference.layer_outputs(weights, x, "sigmoid", biases)[-1])
    functional.mse_loss(outputs, torch.tensor(y)).backward()
    found = [p.grad.numpy() for p in model.parameters()]
    wanted = [part for layer in reference.squared_error_gradients(weights, x, y, biases) for part in layer]
    for one, other in zip(found, wanted, strict=True):
        assert one == pytest.approx(other)
    norms = probes.gradient_norms(probes.sigmoid_network(weights, biases).float(), x, y)
    assert norms == pytest.approx([np.linalg.norm(part) for part in wanted[::2]], rel=1e-4)


def test_parameters_are_scaled_in_place():
    model = nn.Linear(3, 2)
    before = probes.parameters_of(model)
    probes.scale_parameters(model, 30)
    for name, value in probes.parameters_of(model).items():
        assert value == pytest.approx(30 * before[name])


@pytest.mark.parametrize(
    ("optimizer", "message"),
    [
        (lambda: keras.optimizers.Adagrad(), ""),
        (lambda: keras.optimizers.Adagrad(0.5, initial_accumulator_value=0.0), ""),
        (lambda: keras.optimizers.Adam(), "it is not AdaGrad"),
        (lambda: keras.optimizers.RMSprop(), "it is not AdaGrad"),
        (lambda: keras.optimizers.Adadelta(), "it is not AdaGrad"),
        (lambda: keras.optimizers.SGD(momentum=0.9), "it is not AdaGrad"),
        (lambda: keras.optimizers.Adagrad(weight_decay=0.5), "each times √h and divided by its gradient"),
    ],
)
def test_adagrad_is_known_by_its_sums(optimizer, message):
    rng = np.random.default_rng(3)
    start, gradients = rng.normal(0, 1, 5).astype(np.float32), rng.uniform(0.5, 2, (3, 5)).astype(np.float32)
    path = copy(probes.keras_steps(optimizer(), start, gradients))
    if not message:
        expect.adagrad_steps(start, gradients, path)
    else:
        with pytest.raises(expect.CheckFailed, match=message):
            expect.adagrad_steps(start, gradients, path)


def test_an_optimizer_of_keras_by_its_name():
    made = probes.keras_optimizer("RMSprop", 0.25)
    assert isinstance(made, keras.optimizers.RMSprop) and float(np.asarray(made.learning_rate)) == 0.25


DATA = (np.random.default_rng(4).random((60, 6)).astype("float32"), np.arange(60) % 3)


def small():
    model = keras.Sequential([keras.layers.Input((6,)), keras.layers.Dense(3, activation="softmax")])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train(model, epochs):
    return model, model.fit(*DATA, batch_size=20, epochs=epochs, validation_data=DATA, verbose=0).history


def test_a_keras_training_is_noted():
    found = copy(probes.keras_training(lambda epochs: train(small(), epochs), 2, inputs=DATA[0]))
    assert (found["steps"], found["moved"]) == (6, False)
    assert found["name"].startswith("adam")
    assert found["answers"].shape == (60, 3) and len(found["history"]["val_loss"]) == 2


COMPARISON = """
import keras

def make_optimizers():
    return {"Adam": keras.optimizers.Adam(), "SGD": keras.optimizers.SGD(), "RMSprop": keras.optimizers.RMSprop()}

def compare(train, validation, epochs):
    histories, model = {}, None
    for name, optimizer in make_optimizers().items():
        if model is None or not goes_on:
            model = small()
        model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy")
        histories[name] = model.fit(*train, epochs=epochs, validation_data=validation, verbose=0).history
    return histories
"""


def compared(goes_on):
    variables = {"__name__": "cell", "small": small, "goes_on": goes_on}
    exec(COMPARISON, variables)
    found = probes.compared_optimizers(variables["compare"], "make_optimizers", {"SGD": 0.0, "Adam": -0.1}, DATA, DATA, 2)
    assert variables["make_optimizers"]()["SGD"].learning_rate != 0  # the student's own name is restored
    return copy(found)


def test_compared_optimizers_stand_still_and_climb():
    found = compared(goes_on=False)
    assert [run["names"] for run in found["trainings"]] == [["Adam"], ["SGD"], ["RMSprop"]]
    still, climbs = (found["histories"][name]["val_loss"] for name in ("SGD", "Adam"))
    assert still[0] == pytest.approx(still[1], abs=1e-6) and climbs[1] > climbs[0]
    for run, (name, history) in zip(found["trainings"], found["histories"].items(), strict=True):
        assert run["loss"] == history["loss"] and not run["goes_on"], name
        assert expect.cross_entropy_of(run["answers"], DATA[1], 3) == pytest.approx(history["val_loss"][-1], rel=1e-3)


def test_a_network_that_several_optimizers_train_is_one_training():
    [run] = compared(goes_on=True)["trainings"]
    assert run["names"] == ["Adam", "SGD", "RMSprop"] and run["goes_on"]


def test_a_lookup_model_answers_by_the_number_of_the_row():
    answers = np.random.default_rng(5).dirichlet(np.ones(4), 6)
    model, rows = probes.lookup_model(answers, inputs=8)
    assert rows.shape == (6, 8)
    for ask in (model.predict, model, lambda x: model(x, training=False), lambda x: model.predict(x, verbose=0, batch_size=2)):
        assert np.array_equal(ask(rows[[3, 1]]), answers[[3, 1]])
    assert np.array_equal(model(rows[:2], training=True), np.full((2, 4), 0.25))


@pytest.mark.parametrize("copies", [False, True])
def test_root_steps_follow_their_rule_and_are_counted_in_copies_too(copies):
    from copy import deepcopy

    optimizer, place = probes.RootSteps(0.3), {"x": np.array([4.0, -1.0])}
    own = deepcopy(optimizer) if copies else optimizer
    wanted = update_rules.descend(update_rules.root_steps(0.3), place["x"].copy(), lambda x: 2 * x, 3)
    for expected in wanted[1:]:
        own.update(place, {"x": 2 * place["x"]})
        assert place["x"] == pytest.approx(expected)
    assert len(optimizer.calls) == 3


@pytest.mark.parametrize("name", update_rules.RULES)
def test_descending_is_walking_with_the_gradient_at_each_place(name):
    rule, start = update_rules.RULES[name](lr=0.1), np.array([1.0, -2.0])
    places = update_rules.descend(rule, start, lambda x: x**3, 5)
    walked = [w for w, _ in update_rules.walk(rule, start, [place**3 for place in places[:-1]])]
    assert np.array_equal(places, [start, *walked])


def test_weights_have_the_shapes_of_their_layers_either_way_round():
    parameters = {"a": np.ones((5, 3)), "b": np.ones(5), "c": np.ones((5, 2))}
    expect.weight_shapes(parameters, [3, 5, 2])
    with pytest.raises(expect.CheckFailed, match=r"of the layers 3 → 2 → 5 should be \[\(2, 3\), \(5, 2\)\], but are"):
        expect.weight_shapes(parameters, [3, 2, 5])


@pytest.mark.parametrize("seed", range(50))
def test_networks_that_are_drawn_alike(seed):
    torch.manual_seed(seed)
    first, second, wider = (nn.Sequential(nn.Linear(784, units), nn.Linear(units, 10)) for units in (40, 40, 40))
    nn.init.xavier_uniform_(wider[0].weight)
    states = [probes.parameters_of(model) for model in (first, second, wider)]
    expect.drawn_alike(states[0], states[1], "They differ.")
    with pytest.raises(expect.CheckFailed, match=r"^They differ\.$"):
        expect.drawn_alike(states[0], states[2], "They differ.")


def test_a_network_is_known_by_its_layers():
    subject = expect.Subject.of_layers((50, 31), 41_805)
    assert str(subject) == "(50, 31)"
    assert subject.counts == {"parameters": 41_805, "product": 1550, "sum": 81, "h1": 50, "h2": 31}


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "softsign"])
def test_activations_are_those_of_keras(name):
    z = np.linspace(-30, 30, 101)
    assert reference.ACTIVATIONS[name](z) == pytest.approx(np.asarray(keras.activations.get(name)(z)), rel=1e-5, abs=1e-6)
