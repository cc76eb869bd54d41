"""Networks, described by probes.dissect and judged by expect: every right form passes, and every mistake is caught by the right judge."""

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from autograder import expect, probes
from autograder.model.evidence import copy

# Small enough that NumPy multiplies in one thread: with two, each product waits for the other core of a busy machine.
SIZES = [40, 50, 50, 10]
RATE = 0.3
ROWS = 100

JUDGES = {
    "linear": lambda evidence, sizes, rate: expect.linear_layers(evidence, sizes),
    "norm": lambda evidence, sizes, rate: expect.batch_norm_layers(evidence, sizes[1:-1]),
    "evaluation": lambda evidence, sizes, rate: expect.evaluation_output(evidence, sizes),
    "training": lambda evidence, sizes, rate: expect.training_statistics(evidence, sizes),
    "dropout": lambda evidence, sizes, rate: expect.dropout(evidence, sizes, rate=rate),
    "final": lambda evidence, sizes, rate: expect.final_layer(evidence, sizes),
}


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """With networks this small, a second thread only waits for the first."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def dissected(build, seed=1, inputs=SIZES[0], rows=ROWS):
    """The evidence of a new model, as Question 2 receives it."""
    probes.seed(seed)
    model = build()
    probes.randomize(model, seed)
    return dissection(model, np.random.default_rng(seed).random((rows, inputs)))


def dissection(model, rows):
    return expect.dissected(copy(probes.dissect(model, rows)), rows)


def failures(evidence, sizes=SIZES, rate=RATE):
    """The messages of the judges that fail, by their names."""
    messages = {}
    for name, judge in JUDGES.items():
        try:
            judge(evidence, sizes, rate)
        except expect.CheckFailed as failed:
            messages[name] = str(failed)
    return messages


# --- right models


def perceptron(
    order="n a d",
    sizes=SIZES,
    norm=nn.BatchNorm1d,
    act=nn.ReLU,
    drop=lambda: nn.Dropout(RATE),
    linear=nn.Linear,
    bias=True,
    end=(),
):
    """For each hidden layer linear, then normalization, activation and dropout in this `order`; then linear and `end`."""
    layers = []
    for inputs, units in pairwise(sizes[:-1]):
        parts = {"n": lambda units=units: norm(units), "a": act, "d": drop}
        layers += [linear(inputs, units, bias=bias), *(parts[part]() for part in order.split())]
    return nn.Sequential(*layers, linear(sizes[-2], sizes[-1]), *end)


class Functional(nn.Module):
    """A subclass that uses relu and dropout as functions, and one normalization for each layer."""

    def __init__(self):
        super().__init__()
        self.last = nn.Linear(SIZES[2], SIZES[3])  # not in the order of use
        self.norm2 = nn.BatchNorm1d(SIZES[2])
        self.norm1 = nn.BatchNorm1d(SIZES[1])
        self.second = nn.Linear(SIZES[1], SIZES[2])
        self.first = nn.Linear(SIZES[0], SIZES[1])

    def drop(self, x):
        return functional.dropout(x, RATE, training=self.training)

    def forward(self, x):
        x = self.drop(functional.relu(self.norm1(self.first(x))))
        x = self.drop(torch.clamp(self.norm2(self.second(x)), min=0))
        return self.last(x)


class OwnBatchNorm(nn.Module):
    __module__ = "__main__"  # as if it were defined in a notebook

    def __init__(self, units, shape=None):
        super().__init__()
        shape = shape or (units,)
        self.gamma, self.beta = nn.Parameter(torch.ones(shape)), nn.Parameter(torch.zeros(shape))
        self.register_buffer("mean", torch.zeros(shape))
        self.register_buffer("var", torch.ones(shape))

    def forward(self, x):
        mean, var = self.mean, self.var
        if self.training:
            mean, var = x.mean(0, keepdim=mean.ndim == 2), x.var(0, unbiased=False, keepdim=mean.ndim == 2)
            with torch.no_grad():
                self.mean.lerp_(mean, 0.1)
                self.var.lerp_(var * len(x) / (len(x) - 1), 0.1)
        return self.gamma * (x - mean) / torch.sqrt(var + 1e-5) + self.beta


class OwnDropout(nn.Module):
    def forward(self, x):
        return x * (torch.rand_like(x) >= RATE) / (1 - RATE) if self.training else x


class OwnLinear(nn.Module):
    __module__ = "__main__"

    def __init__(self, inputs, units, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(units, inputs))
        self.b = nn.Parameter(torch.zeros(units)) if bias else 0

    def forward(self, x):
        return x @ self.w.T + self.b


class WeightTimesColumns(OwnLinear):
    __module__ = "__main__"

    def forward(self, x):
        return (self.w @ x.T).T + self.b


class SummedOverIndices(OwnLinear):
    __module__ = "__main__"

    def forward(self, x):
        return torch.einsum("ni,oi->no", x, self.w) + self.b


class InputsFirst(nn.Module):
    """Its weight is transposed, (in, out), as in most textbooks."""

    __module__ = "__main__"

    def __init__(self, inputs, units, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(inputs, units))
        self.b = nn.Parameter(torch.zeros(units))

    def forward(self, x):
        return x @ self.w + self.b


class Block(nn.Module):
    def __init__(self, inputs, units, shared):
        super().__init__()
        self.linear, self.norm, self.shared = nn.Linear(inputs, units), nn.BatchNorm1d(units), shared

    def forward(self, x):
        return self.shared(self.norm(self.linear(x)))


class InDoublePrecision(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = perceptron().double()

    def forward(self, x):
        return self.layers(x.double())


class RemembersItsLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleDict(
            {"c": nn.Linear(SIZES[2], SIZES[3]), "a": Block(*SIZES[:2], self.drop), "b": Block(*SIZES[1:3], self.drop)}
        )
        self.seen = []

    def drop(self, x):
        return functional.dropout(functional.relu(x), RATE, self.training)

    def forward(self, x):
        for name in "abc":
            x = self.layers[name](x)
            self.seen.append(x)
        return x


def blocks_that_share_what_has_no_parameters():
    shared = nn.Sequential(nn.ReLU(), nn.Dropout(RATE))
    return nn.Sequential(Block(*SIZES[:2], shared), Block(*SIZES[1:3], shared), nn.Linear(*SIZES[2:]))


RIGHT = {
    "Sequential": perceptron,
    "subclass with functions": Functional,
    "one ReLU and one dropout for both": blocks_that_share_what_has_no_parameters,
    "ModuleDict out of order": RemembersItsLayers,
    "no bias before the normalization": lambda: perceptron(bias=False),
    "in place": lambda: perceptron(act=lambda: nn.ReLU(inplace=True), drop=lambda: nn.Dropout(RATE, inplace=True)),
    "dropout before ReLU": lambda: perceptron("n d a"),
    "own batch normalization": lambda: perceptron(norm=OwnBatchNorm),
    "own batch normalization of shape (1, units)": lambda: perceptron(norm=lambda n: OwnBatchNorm(n, (1, n))),  # as in d2l.ai
    "own dropout": lambda: perceptron(drop=OwnDropout),
    "own linear": lambda: perceptron(linear=OwnLinear),
    "own linear without bias": lambda: perceptron(linear=OwnLinear, bias=False),
    "own linear, weights times columns": lambda: perceptron(linear=WeightTimesColumns),
    "own linear by einsum": lambda: perceptron(linear=SummedOverIndices),
    "own linear, inputs first": lambda: perceptron(linear=InputsFirst),
    "everything of one's own": lambda: perceptron(linear=OwnLinear, norm=OwnBatchNorm, drop=OwnDropout),
    "double precision": InDoublePrecision,
    "flattens": lambda: nn.Sequential(nn.Flatten(), *perceptron()),
    "identities between": lambda: perceptron(end=[nn.Identity()]),
}


@pytest.mark.parametrize("way", RIGHT)
def test_a_right_model_passes(way):
    for seed in range(3):
        assert failures(dissected(RIGHT[way], seed)) == {}


def test_the_right_model_passes_with_200_seeds():
    for seed in range(200):
        assert failures(dissected(perceptron, seed)) == {}, seed


def test_the_right_model_of_the_course_passes():
    sizes = [784, 100, 100, 10]
    for seed in range(5):
        assert failures(dissected(lambda: perceptron(sizes=sizes), seed, inputs=784, rows=200), sizes) == {}, seed


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.8])
def test_other_rates_are_judged_by_their_own_value(rate):
    for seed in range(5):
        evidence = dissected(lambda: perceptron(drop=lambda: nn.Dropout(rate)), seed)
        assert failures(evidence, rate=rate) == {}
        assert failures(evidence, rate=0.3).keys() == {"dropout"}


@pytest.mark.parametrize("sizes", [[40, 50, 10], [40, 50, 40, 30, 10], [40, 45, 35, 10], [40, 50, 50, 10]])
def test_networks_of_other_sizes_pass(sizes):
    for seed in range(3):
        assert failures(dissected(lambda: perceptron(sizes=sizes), seed), sizes) == {}


@pytest.mark.parametrize("sizes", [[50, 50, 50, 10], [40, 50, 50, 50, 10], [40, 10, 10, 10]])
def test_layers_of_equal_shape_are_told_apart(sizes):
    for seed in range(3):
        assert failures(dissected(lambda: perceptron(sizes=sizes), seed, sizes[0]), sizes) == {}


def test_linear_layers_come_back_in_the_order_of_the_sizes():
    linears = expect.linear_layers(dissected(Functional), SIZES)
    assert [linear.name for linear in linears] == ["first", "second", "last"]


# --- wrong models


class SharedMask(nn.Module):
    """Drops whole images, or the same units in every image."""

    def __init__(self, images):
        super().__init__()
        self.images = images

    def forward(self, x):
        shape = (len(x), 1) if self.images else (1, x.shape[1])
        return x * (torch.rand(shape) >= RATE) / (1 - RATE) if self.training else x


class Unscaled(nn.Module):
    def forward(self, x):
        return x * (torch.rand_like(x) >= RATE) if self.training else x


class ScaledInEvaluation(nn.Module):
    """Dropout as first published: kept units are unchanged, and evaluation multiplies by 1 − p."""

    def forward(self, x):
        return x * (torch.rand_like(x) >= RATE) if self.training else x * (1 - RATE)


class AlwaysDrops(nn.Module):
    def forward(self, x):
        return functional.dropout(x, RATE)


class OwnStatisticsAlways(nn.BatchNorm1d):
    def forward(self, x):
        averages = (self.running_mean, self.running_var) if self.training else (None, None)
        return functional.batch_norm(x, *averages, self.weight, self.bias, training=True)


class AveragesAlways(nn.BatchNorm1d):
    def forward(self, x):
        return functional.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, training=False)


def with_one_normalization():
    norm = nn.BatchNorm1d(SIZES[1])
    return perceptron(norm=lambda units: norm)


class OneNormalizationTwice(Functional):
    def __init__(self):
        super().__init__()
        del self.norm2

    def forward(self, x):
        x = self.drop(functional.relu(self.norm1(self.first(x))))
        return self.last(self.drop(functional.relu(self.norm1(self.second(x)))))


class SkipsALayer(Functional):
    """The second hidden layer exists but is not used."""

    def forward(self, x):
        return self.last(self.drop(functional.relu(self.norm1(self.first(x)))))


def without(index):
    """The right model without the part at `index`."""
    return lambda: nn.Sequential(*(part for i, part in enumerate(perceptron()) if i != index))


def with_dropout(*arguments, kind=nn.Dropout):
    return lambda: perceptron(drop=lambda: kind(*arguments))


NORMS = {"norm", "evaluation", "training", "dropout"}  # without the batch normalizations, nothing can be recomputed
EVERYTHING = set(JUDGES)

# By name: the model, the judges that must fail, and a pattern of a message. "dropout" may fail in addition to "training", if the dropped
# units can no longer be recognized.
WRONG = {
    "rate 0.7": (with_dropout(0.7), {"dropout"}, "30 %.*but (68|69|70|71|72) %.*dropped, not kept"),
    "rate 0.5": (with_dropout(0.5), {"dropout"}, "30 %.*but (48|49|50|51|52) % are.$"),
    "rate 0.2": (with_dropout(0.2), {"dropout"}, "30 %.*but (18|19|20|21|22) %"),
    "no dropout": (lambda: perceptron("n a"), {"dropout"}, "Nothing is dropped after hidden layer 1"),
    "no dropout after the second layer": (without(7), {"dropout"}, "Nothing is dropped after hidden layer 2"),
    "dropout on the output": (lambda: perceptron(end=[nn.Dropout(RATE)]), {"final"}, "are 0: dropout or ReLU after it"),
    "dropout on the input": (lambda: nn.Sequential(nn.Dropout(RATE), *perceptron()), {"training"}, "hidden layer 1"),
    "whole images dropped": (with_dropout(True, kind=SharedMask), {"dropout"}, "images lose"),
    "units dropped in all images": (with_dropout(False, kind=SharedMask), {"dropout"}, "units lose"),
    "kept units not scaled": (with_dropout(kind=Unscaled), {"dropout"}, "1.429.*by 1.000"),
    "scaled in evaluation": (with_dropout(kind=ScaledInEvaluation), {"dropout", "evaluation"}, "1.429.*by 1.000"),
    "dropout in evaluation too": (with_dropout(kind=AlwaysDrops), {"evaluation"}, "In evaluation mode"),
    "alpha dropout": (with_dropout(RATE, kind=nn.AlphaDropout), {"training", "dropout"}, "hidden layer 1"),
    "dropout before the normalization": (lambda: perceptron("d n a"), {"training"}, "hidden layer 1"),
    "normalization after ReLU": (
        lambda: perceptron("a n d"),
        {"evaluation", "training"},
        "ReLU comes before the batch normalization",
    ),
    "normalization last": (
        lambda: perceptron("a d n"),
        {"evaluation", "training"},
        "ReLU comes before the batch normalization",
    ),
    "one normalization under two names": (with_one_normalization, NORMS, "used twice"),
    "one normalization used twice": (OneNormalizationTwice, NORMS, "should be 2.*has 1"),
    "no normalization": (lambda: perceptron("a d"), NORMS, "no batch normalization"),
    "one normalization missing": (without(5), NORMS, "should be 2.*has 1"),
    "normalization of the output": (lambda: perceptron(end=[nn.BatchNorm1d(10)]), NORMS | {"final"}, "should be 2.*has 3"),
    "layer normalization": (lambda: perceptron(norm=nn.LayerNorm), NORMS, "no batch normalization"),
    "group normalization": (lambda: perceptron(norm=lambda n: nn.GroupNorm(1, n)), NORMS, "no batch normalization"),
    "nothing to learn in it": (lambda: perceptron(norm=lambda n: nn.BatchNorm1d(n, affine=False)), NORMS, "no scale and shift"),
    "no running averages": (
        lambda: perceptron(norm=lambda n: nn.BatchNorm1d(n, track_running_stats=False)),
        NORMS,
        "no running averages",
    ),
    "batch statistics in evaluation": (
        lambda: perceptron(norm=OwnStatisticsAlways),
        {"evaluation"},
        "own statistics in evaluation",
    ),
    "averages in training": (lambda: perceptron(norm=AveragesAlways), {"training"}, "own mean and variance"),
    "another momentum": (
        lambda: perceptron(norm=lambda n: nn.BatchNorm1d(n, momentum=0.01)),
        {"training"},
        "by 0.1 .* by 0.01",
    ),
    "no momentum": (lambda: perceptron(norm=lambda n: nn.BatchNorm1d(n, momentum=None)), {"training"}, "by 0.1 .* by 1"),
    "another ε": (
        lambda: perceptron(norm=lambda n: nn.BatchNorm1d(n, eps=0.1)),
        {"evaluation", "training"},
        "In evaluation mode",
    ),
    "sigmoid": (lambda: perceptron(act=nn.Sigmoid), {"evaluation", "training"}, "with a sigmoid"),
    "tanh": (lambda: perceptron(act=nn.Tanh), {"evaluation", "training"}, "with tanh"),
    "leaky ReLU": (lambda: perceptron(act=nn.LeakyReLU), {"evaluation", "training"}, "with LeakyReLU"),
    "GELU": (lambda: perceptron(act=nn.GELU), {"evaluation", "training"}, "In evaluation mode"),
    "ReLU6": (lambda: perceptron(act=nn.ReLU6), {"evaluation", "training"}, "In evaluation mode"),
    "ELU": (lambda: perceptron(act=nn.ELU), {"evaluation", "training"}, "In evaluation mode"),
    "no activation": (lambda: perceptron("n d"), {"evaluation", "training"}, "without the ReLU"),
    "no activation in the first layer": (without(2), {"evaluation", "training"}, "In evaluation mode"),
    "no activation in the second layer": (without(6), {"evaluation", "training"}, "In evaluation mode"),
    "softmax at the end": (lambda: perceptron(end=[nn.Softmax(dim=1)]), {"final", "evaluation"}, "are probabilities"),
    "softmax over the batch": (lambda: perceptron(end=[nn.Softmax(dim=0)]), {"final", "evaluation"}, "nothing after it"),
    "log-softmax at the end": (lambda: perceptron(end=[nn.LogSoftmax(dim=1)]), {"final", "evaluation"}, "log-softmax"),
    "ReLU at the end": (lambda: perceptron(end=[nn.ReLU()]), {"final", "evaluation"}, "are 0: dropout or ReLU after it"),
    "sigmoid at the end": (lambda: perceptron(end=[nn.Sigmoid()]), {"final", "evaluation"}, "nothing after it"),
    "one hidden layer too many": (
        lambda: perceptron(sizes=[40, 50, 50, 50, 10]),
        EVERYTHING,
        "40 → 50, 50 → 50, 50 → 10; the model",
    ),
    "one hidden layer too few": (lambda: perceptron(sizes=[40, 50, 10]), EVERYTHING, "the model has 40 → 50, 50 → 10"),
    "another width": (lambda: perceptron(sizes=[40, 50, 49, 10]), EVERYTHING, "the model has 40 → 50, 50 → 49, 49 → 10"),
    "a linear layer after the output": (
        lambda: perceptron(end=[nn.ReLU(), nn.Linear(10, 10)]),
        EVERYTHING - {"norm"},
        "50 → 10, 10 → 10",
    ),
    "no bias in the last layer": (
        lambda: perceptron(linear=lambda i, o, bias=None: nn.Linear(i, o, bias=False)),
        EVERYTHING - {"norm"},
        "last linear layer has no bias",
    ),
    "no layer at all": (lambda: nn.Sequential(nn.Identity()), EVERYTHING, "none"),
    "a layer that is not used": (SkipsALayer, {"training", "evaluation", "dropout"}, "was not used"),
}


@lru_cache
def failures_of(mistake, seed):
    return failures(dissected(WRONG[mistake][0], seed))


@pytest.mark.parametrize("mistake", WRONG)
def test_a_wrong_model_is_caught_where_it_is_wrong(mistake):
    _, caught, _ = WRONG[mistake]
    for seed in range(3):
        failed = set(failures_of(mistake, seed))
        assert caught <= failed
        assert failed - caught <= ({"dropout"} if "training" in caught else set())


@pytest.mark.parametrize("mistake", WRONG)
def test_a_message_tells_what_is_wrong(mistake):
    _, caught, said = WRONG[mistake]
    for seed in range(3):
        messages = failures_of(mistake, seed)
        assert any(re.search(said, messages[judge]) for judge in caught), messages


# --- models that break


class Broken(nn.Module):
    def __init__(self, change):
        super().__init__()
        self.layers, self.change = perceptron(), change

    def forward(self, x):
        return self.change(self.layers(x))


@pytest.mark.parametrize(
    "change",
    [
        lambda y: y / 0,
        lambda y: y * float("nan"),
        lambda y: y[:, :3],
        lambda y: y[0],
        lambda y: y.sum(),
        lambda y: y.argmax(1),
        lambda y: [1, 2],
        lambda y: None,
        lambda y: 0.5,
    ],
    ids=["infinite", "nan", "three columns", "one row", "a sum", "predictions", "a list", "None", "a number"],
)
def test_an_output_of_another_kind_fails_with_a_message(change):
    failed = failures(dissected(lambda: Broken(change)))
    assert {"evaluation", "final"} <= set(failed)
    assert "linear" not in failed


def test_parameters_that_are_not_finite_fail_with_a_message():
    def build():
        model = perceptron()
        for value in model.state_dict().values():
            value.copy_(float("nan") if value.is_floating_point() else value)
        return model

    probes.seed(0)
    evidence = dissection(build(), np.random.default_rng(0).random((ROWS, SIZES[0])))
    assert set(failures(evidence)) == EVERYTHING


def test_a_recorded_dissection_does_not_fit_other_rows():
    recorded, rows = dissected(perceptron), np.random.default_rng(9).random((ROWS, SIZES[0]))
    assert failures(expect.dissected(recorded, rows)).keys() >= {"evaluation", "training"}


def test_what_is_no_dissection_is_refused():
    with pytest.raises(expect.CheckFailed, match="The description of the network"):
        expect.dissected({"linears": {}}, np.zeros((2, 3)))


# --- dissect


def test_dissect_says_what_the_layers_hold_and_what_came_in():
    model = perceptron()
    rows = np.random.default_rng(0).random((ROWS, SIZES[0]))
    evidence = copy(probes.dissect(model, rows))
    assert set(evidence["linears"]) == {"0", "4", "8"}
    assert set(evidence["norms"]) == {"1", "5"}
    assert np.array_equal(evidence["linears"]["4"]["weight"], model[4].weight.detach().numpy())
    assert np.array_equal(evidence["linears"]["4"]["bias"], model[4].bias.detach().numpy())
    np.testing.assert_allclose(evidence["layer_inputs"]["0"], rows, rtol=1e-6)
    assert evidence["layer_inputs"]["8"].shape == (ROWS, SIZES[2])
    assert evidence["training_output"].shape == evidence["evaluation_output"].shape == (ROWS, SIZES[3])


def test_own_layers_are_read_off_what_they_compute():
    model = perceptron(linear=OwnLinear, norm=OwnBatchNorm)
    probes.randomize(model, 3)
    norm = {
        part: getattr(model[1], name).detach().numpy().copy()
        for part, name in {"weight": "gamma", "bias": "beta", "running_mean": "mean", "running_var": "var"}.items()
    }
    evidence = copy(probes.dissect(model, np.random.default_rng(0).random((ROWS, SIZES[0]))))
    for part, value in norm.items():
        np.testing.assert_allclose(evidence["norms"]["1"][part], value, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(evidence["linears"]["0"]["bias"], model[0].b.detach().numpy(), rtol=1e-5)


@pytest.mark.parametrize("inputs, units", [(7, 5), (5, 7), (6, 6)])
def test_a_weight_that_stands_the_other_way_round_is_turned(inputs, units):
    layer = InputsFirst(inputs, units)
    probes.randomize(layer, 0)
    evidence = copy(probes.dissect(nn.Sequential(layer), np.random.default_rng(0).random((ROWS, inputs))))
    (found,) = evidence["linears"].values()
    np.testing.assert_allclose(found["weight"], layer.w.detach().numpy().T)


def test_randomize_leaves_variances_positive_and_repeats_itself():
    for norm in (nn.BatchNorm1d, OwnBatchNorm, lambda n: OwnBatchNorm(n, (1, n))):
        first, second = perceptron(norm=norm), perceptron(norm=norm)
        for model in (first, second):
            probes.randomize(model, 5)
        assert all(torch.equal(a, b) for a, b in zip(first.state_dict().values(), second.state_dict().values(), strict=True))
        variance = first[1].running_var if isinstance(first[1], nn.BatchNorm1d) else first[1].var
        assert (variance > 0).all()


class AlwaysDropping(nn.Module):
    """Dropout by a function that does not know of evaluation mode."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            *[nn.Linear(SIZES[0], SIZES[1]), nn.BatchNorm1d(SIZES[1]), nn.ReLU()],
            *[nn.Linear(SIZES[1], SIZES[2]), nn.BatchNorm1d(SIZES[2]), nn.ReLU()],
        )
        self.last = nn.Linear(SIZES[2], SIZES[3])

    def forward(self, x):
        return self.last(functional.dropout(self.body(x), RATE))


def test_dropout_in_evaluation_mode_is_named():
    assert "F.dropout needs training=self.training" in failures(dissected(AlwaysDropping))["evaluation"]
