"""The double-precision reference of `expect.reference`, against torch in float64."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn import functional

from autograder import probes
from autograder.checks.expect import reference

many = settings(deadline=None, max_examples=60)
EXACT = {"rtol": 1e-9, "atol": 1e-12}


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """With arrays this small, a second thread only waits for the first."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


seeds = st.integers(0, 2**32 - 1)
scales = st.sampled_from([1e-6, 0.1, 1.0, 30.0, 1e4])


def drawn_scores(seed, scale, rows=7, classes=5):
    rng = np.random.default_rng(seed)
    return rng.normal(0, scale, (rows, classes)), rng.integers(0, classes, rows)


# --- softmax and cross-entropy


@many
@given(seeds, scales)
def test_log_softmax_is_torchs(seed, scale):
    scores, _ = drawn_scores(seed, scale)
    np.testing.assert_allclose(
        reference.log_softmax(scores), functional.log_softmax(torch.tensor(scores), dim=1).numpy(), **EXACT
    )


@many
@given(seeds, scales, st.floats(-1e3, 1e3))
def test_log_softmax_are_logarithms_of_probabilities_and_ignores_a_shift(seed, scale, shift):
    scores, _ = drawn_scores(seed, scale)
    result = reference.log_softmax(scores)
    np.testing.assert_allclose(np.exp(result).sum(axis=1), 1, rtol=1e-9)
    np.testing.assert_allclose(reference.log_softmax(scores + shift), result, rtol=1e-9, atol=1e-9)


def test_log_softmax_does_not_overflow():
    assert reference.log_softmax(np.array([[1e300, 0.0], [-1e300, 0.0]])).tolist() == [[0, -1e300], [-1e300, 0]]


@many
@given(seeds, scales)
def test_cross_entropy_and_its_gradient_are_torchs(seed, scale):
    scores, labels = drawn_scores(seed, scale)
    theirs = torch.tensor(scores, requires_grad=True)
    cost = functional.cross_entropy(theirs, torch.tensor(labels))
    cost.backward()
    np.testing.assert_allclose(reference.cross_entropy(scores, labels), cost.item(), **EXACT)
    np.testing.assert_allclose(reference.cross_entropy_gradient(scores, labels), theirs.grad.numpy(), **EXACT)


@many
@given(seeds)
def test_the_gradient_is_the_slope_of_the_cost(seed):
    scores, labels = drawn_scores(seed, 1.0)
    direction = np.random.default_rng(seed).normal(size=scores.shape)
    step = 1e-5 * direction
    slope = (reference.cross_entropy(scores + step, labels) - reference.cross_entropy(scores - step, labels)) / 2e-5
    np.testing.assert_allclose(
        (reference.cross_entropy_gradient(scores, labels) * direction).sum(), slope, rtol=1e-5, atol=1e-8
    )


def test_arguments_are_left_alone():
    scores, labels = drawn_scores(0, 1.0)
    before = scores.copy()
    reference.cross_entropy_gradient(scores, labels)
    assert np.array_equal(scores, before)


def test_accuracy_counts_the_rows_whose_largest_score_is_at_the_label():
    scores = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]])
    assert reference.accuracy(scores, np.array([1, 0, 0, 0])) == 0.75


# --- Adam


def torch_adam(parameter, gradients, learning_rate):
    theirs = nn.Parameter(torch.tensor(parameter))
    optimizer = torch.optim.Adam([theirs], lr=learning_rate)
    path = []
    for gradient in gradients:
        theirs.grad = torch.tensor(gradient)
        optimizer.step()
        path.append(theirs.detach().numpy().copy())
    return path, optimizer.state[theirs]


@many
@given(seeds, st.integers(1, 8), st.sampled_from([1e-4, 0.0371, 2.0]), st.sampled_from([1e-12, 1e-4, 1.0, 1e5]))
def test_adam_is_torchs(seed, steps, learning_rate, scale):
    rng = np.random.default_rng(seed)
    parameter = rng.normal(size=(3, 2))
    gradients = [scale * rng.normal(size=(3, 2)) * (rng.random((3, 2)) > 0.3) for _ in range(steps)]  # some are exactly 0
    expected, their_state = torch_adam(parameter, gradients, learning_rate)
    path, state = reference.adam(parameter, gradients, learning_rate)
    np.testing.assert_allclose(np.stack(path), np.stack(expected), **EXACT)
    np.testing.assert_allclose(state.exp_avg, their_state["exp_avg"].numpy(), rtol=1e-9, atol=0)
    np.testing.assert_allclose(state.exp_avg_sq, their_state["exp_avg_sq"].numpy(), rtol=1e-9, atol=0)
    assert state.step == int(their_state["step"]) == steps


def test_adam_with_zero_gradients_stays():
    path, state = reference.adam(np.ones(3), [np.zeros(3)] * 4, 0.1)
    assert np.array_equal(path, np.ones((4, 3)))
    assert state.step == 4


def test_adams_first_step_is_as_long_as_the_learning_rate():
    path, _ = reference.adam(np.zeros(3), [np.array([5.0, -0.01, 300.0])], 0.1)
    np.testing.assert_allclose(path[0], [-0.1, 0.1, -0.1], rtol=1e-5)


# --- batch normalization


def drawn_norm(rng, units=4):
    return reference.BatchNorm(
        rng.uniform(0.5, 2, units), rng.normal(size=units), rng.normal(size=units), rng.uniform(0.1, 3, units)
    )


def as_torch(norm):
    theirs = nn.BatchNorm1d(len(norm.weight)).double()
    theirs.load_state_dict(
        {name: torch.tensor(getattr(norm, name)) for name in ("weight", "bias", "running_mean", "running_var")}, strict=False
    )
    return theirs


@many
@given(seeds, st.integers(2, 9), st.sampled_from([0.0, 1e-3, 1.0, 100.0]))
def test_batch_norm_is_torchs(seed, rows, spread):
    rng = np.random.default_rng(seed)
    norm = drawn_norm(rng)
    x = spread * rng.normal(size=(rows, 4)) + rng.normal(size=4)
    theirs = as_torch(norm)
    rounding = {"rtol": 1e-8, "atol": 1e-10}

    theirs.eval()
    np.testing.assert_allclose(norm.evaluate(x), theirs(torch.tensor(x)).detach().numpy(), **rounding)
    theirs.train()
    output, normal, inverse = norm.train(x)
    np.testing.assert_allclose(output, theirs(torch.tensor(x)).detach().numpy(), **rounding)
    np.testing.assert_allclose(norm.weight * normal + norm.bias, output, **rounding)
    np.testing.assert_allclose(inverse, 1 / np.sqrt(x.var(axis=0) + 1e-5), **rounding)
    after = norm.after(x)
    np.testing.assert_allclose(after.running_mean, theirs.running_mean.numpy(), **rounding)
    np.testing.assert_allclose(after.running_var, theirs.running_var.numpy(), **rounding)


def test_after_leaves_the_original_as_it_was():
    rng = np.random.default_rng(0)
    norm = drawn_norm(rng)
    before = norm.running_mean.copy()
    after = norm.after(rng.normal(size=(5, 4)))
    assert np.array_equal(norm.running_mean, before)
    assert after.weight is norm.weight


# --- an epoch of gradient descent


def drawn_problem(seed, batches=3, rows=8, inputs=20, units=6, classes=4):
    rng = np.random.default_rng(seed)
    network = reference.SmallNetwork.draw(rng, inputs, units, classes)
    return network, [(rng.random((rows, inputs)), rng.integers(0, classes, rows)) for _ in range(batches)]


def exact_state(network):
    """The network's arrays by the names of `probes.classifier`, in double precision."""
    return {
        "first.weight": network.first_weight,
        "first.bias": network.first_bias,
        "norm.weight": network.norm.weight,
        "norm.bias": network.norm.bias,
        "norm.running_mean": network.norm.running_mean,
        "norm.running_var": network.norm.running_var,
        "last.weight": network.last_weight,
        "last.bias": network.last_bias,
    }


def in_torch(network):
    """`probes.classifier` with the network's arrays, in double precision."""
    model = probes.classifier(network.state()).double()
    model.load_state_dict({name: torch.tensor(value) for name, value in exact_state(network).items()}, strict=False)
    return model


def torch_epoch(network, batches, learning_rate, scale, accumulate):
    model = in_torch(network).train()
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    criterion = probes.ScaledCrossEntropy(scale)
    costs = []
    for x, labels in batches:
        if not accumulate:
            optimizer.zero_grad()
        cost = criterion(model(torch.tensor(x)), torch.tensor(labels))
        cost.backward()
        optimizer.step()
        costs.append(cost.item())
    return probes.state_of(model), costs


@settings(deadline=None, max_examples=25)
@given(seeds, st.sampled_from([0.01, 0.3]), st.sampled_from([1.0, 2.5]), st.booleans())
def test_an_epoch_is_torchs(seed, learning_rate, scale, accumulate):
    network, batches = drawn_problem(seed)
    expected, costs = torch_epoch(network, batches, learning_rate, scale, accumulate)
    epoch = reference.sgd_epoch(network, batches, learning_rate, scale, accumulate)
    np.testing.assert_allclose(epoch.costs, costs, rtol=1e-9)
    for name, value in exact_state(epoch.network).items():
        np.testing.assert_allclose(value, expected[name], rtol=1e-7, atol=1e-10, err_msg=name)


@many
@given(seeds)
def test_a_networks_scores_are_torchs(seed):
    network, batches = drawn_problem(seed, batches=1)
    x = batches[0][0]
    with torch.no_grad():
        expected = in_torch(network).eval()(torch.tensor(x)).numpy()
    np.testing.assert_allclose(network.evaluate(x), expected, **EXACT)


def test_state_has_the_names_and_shapes_of_the_classifier():
    network, _ = drawn_problem(0)
    state = network.state()
    model = probes.classifier(state)
    theirs = {name: value.shape for name, value in probes.state_of(model).items() if not name.endswith("num_batches_tracked")}
    assert {name: value.shape for name, value in state.items()} == theirs
    assert all(value.dtype == np.float32 for value in state.values())


def test_an_epoch_leaves_the_network_it_started_from():
    network, batches = drawn_problem(0)
    before = {name: value.copy() for name, value in exact_state(network).items()}
    epoch = reference.sgd_epoch(network, batches, 0.3)
    assert all(np.array_equal(before[name], value) for name, value in exact_state(network).items())
    assert not np.array_equal(epoch.state()["first.weight"], network.state()["first.weight"])


@pytest.mark.parametrize("seed", range(5))
def test_never_clearing_gradients_makes_a_difference(seed):
    network, batches = drawn_problem(seed)
    right = reference.sgd_epoch(network, batches, 0.3)
    wrong = reference.sgd_epoch(network, batches, 0.3, accumulate=True)
    assert np.abs(right.state()["last.weight"] - wrong.state()["last.weight"]).max() > 1e-3


# --- one layer, one unit, two layers


@many
@given(seeds, st.sampled_from([0.1, 1.0, 30.0]))
def test_a_softmax_step_is_that_of_torch(seed, learning_rate):
    rng = np.random.default_rng(seed)
    weight, bias, x, labels = rng.normal(size=(4, 3)), rng.normal(size=4), rng.normal(size=(6, 3)), rng.integers(0, 4, 6)
    layer = nn.Linear(3, 4).double()
    layer.load_state_dict({"weight": torch.tensor(weight), "bias": torch.tensor(bias)})
    cost = functional.cross_entropy(layer(torch.tensor(x)), torch.tensor(labels))
    cost.backward()
    torch.optim.SGD(layer.parameters(), lr=learning_rate).step()
    found = reference.softmax_step(weight, bias, x, labels, learning_rate)
    for ours, theirs in zip(found, (layer.weight, layer.bias, cost), strict=True):
        np.testing.assert_allclose(ours, theirs.detach(), **EXACT)


@many
@given(seeds, scales)
def test_binary_cross_entropy_and_sigmoid_are_those_of_torch(seed, scale):
    rng = np.random.default_rng(seed)
    scores, answers = rng.normal(0, scale, 8), rng.integers(0, 2, 8).astype(float)
    theirs = functional.binary_cross_entropy_with_logits(torch.tensor(scores), torch.tensor(answers))
    np.testing.assert_allclose(reference.binary_cross_entropy(scores, answers), theirs, **EXACT)
    np.testing.assert_allclose(reference.sigmoid(scores), torch.sigmoid(torch.tensor(scores)), **EXACT)


@many
@given(seeds, st.sampled_from([0.1, 1.0, 30.0]))
def test_a_perceptron_step_is_that_of_torch(seed, learning_rate):
    rng = np.random.default_rng(seed)
    weight, bias, x, answers = (
        rng.normal(size=2),
        float(rng.normal()),
        rng.normal(size=(5, 2)),
        rng.integers(0, 2, 5).astype(float),
    )
    layer = nn.Linear(2, 1).double()
    layer.load_state_dict({"weight": torch.tensor(weight[None]), "bias": torch.tensor([bias], dtype=torch.float64)})
    cost = functional.binary_cross_entropy(torch.sigmoid(layer(torch.tensor(x)))[:, 0], torch.tensor(answers))
    cost.backward()
    torch.optim.SGD(layer.parameters(), lr=learning_rate).step()
    found = reference.perceptron_step(weight, bias, x, answers, learning_rate)
    for ours, theirs in zip(found, (layer.weight[0], layer.bias[0], cost), strict=True):
        np.testing.assert_allclose(ours, theirs.detach(), rtol=1e-7, atol=1e-10)


@many
@given(seeds)
def test_the_gradients_of_a_sigmoid_network_are_those_of_torch(seed):
    rng = np.random.default_rng(seed)
    parameters = {name: rng.normal(size=shape) for name, shape in {"W1": (3, 2), "b1": 3, "W2": (1, 3), "b2": 1}.items()}
    x, target = rng.normal(size=2), float(rng.uniform())
    tensors = {name: torch.tensor(value, requires_grad=True) for name, value in parameters.items()}
    hidden = torch.sigmoid(tensors["W1"] @ torch.tensor(x) + tensors["b1"])
    (0.5 * (torch.sigmoid(tensors["W2"] @ hidden + tensors["b2"]) - target) ** 2).sum().backward()
    np.testing.assert_allclose(reference.sigmoid_network(parameters, x)[0], hidden.detach(), **EXACT)
    for name, gradient in reference.sigmoid_network_gradients(parameters, x, target).items():
        np.testing.assert_allclose(gradient, tensors[name].grad, **EXACT)


@many
@given(seeds)
def test_a_linear_map_is_read_off(seed):
    torch.manual_seed(seed)
    layer = nn.Linear(3, 4).double()
    found = probes.linear_map(layer, 3)
    np.testing.assert_allclose(found["weight"], layer.weight.detach(), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found["bias"], layer.bias.detach(), rtol=1e-9, atol=1e-12)
