"""glorot_uniform and independent_draws: right draws pass for hundreds of seeds, and every known mistake is caught and named."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from torch import nn

from autograder import expect
from autograder.checks.expect.initialization import _kolmogorov

# The matrices of the course's network, (fan_out, fan_in); tests of the last one, which is small, have the least power.
SHAPES = [(100, 784), (100, 100), (10, 100)]
OTHER_SHAPES = [(1, 1), (1, 2), (2, 1), (1, 30), (30, 1), (3, 4), (7, 5), (64, 3), (3, 64), (40, 150), (300, 20)]


def glorot_bound(shape):
    return (6 / sum(shape)) ** 0.5


def uniform(shape, bound):
    return torch.empty(shape).uniform_(-bound, bound)


def verdict(weight, *arguments):
    """The expectation's error message; empty if it passes."""
    try:
        expect.glorot_uniform(np.asarray(weight), *arguments)
    except expect.CheckFailed as failed:
        return str(failed)
    return ""


# --- right draws


@pytest.mark.parametrize("count", [1, 7, 300, 20_000])
def test_the_test_of_uniformity_is_kolmogorovs(count):
    for seed in range(20):
        values = np.random.default_rng(seed).uniform(-1, 1, count) * (1 if seed % 2 else 0.97)
        wanted = stats.kstest(values, stats.uniform(-1, 2).cdf).pvalue
        assert _kolmogorov((values + 1) / 2) == pytest.approx(wanted, rel=1e-3)


@pytest.mark.parametrize("shape", SHAPES)
def test_torchs_xavier_uniform_passes_for_200_seeds(shape):
    for seed in range(200):
        torch.manual_seed(seed)
        expect.glorot_uniform(nn.init.xavier_uniform_(torch.empty(shape)).numpy())


@pytest.mark.parametrize("shape", OTHER_SHAPES)
def test_it_passes_for_other_shapes(shape):
    for seed in range(60):
        torch.manual_seed(seed)
        expect.glorot_uniform(nn.init.xavier_uniform_(torch.empty(shape)).numpy())


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_numpys_draws_pass_in_any_precision(dtype):
    for seed in range(20):
        bound = glorot_bound((100, 100)) * (1 if dtype == np.float64 else 0.9995)  # rounding must not exceed the bound
        expect.glorot_uniform(np.random.default_rng(seed).uniform(-bound, bound, (100, 100)).astype(dtype))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_formula_written_out_passes(shape):
    for seed in range(20):
        torch.manual_seed(seed)
        bound = torch.sqrt(torch.tensor(6.0) / sum(shape))
        expect.glorot_uniform((torch.rand(shape) * 2 * bound - bound).numpy())


# --- mistakes


def filled(function, *arguments, **options):
    return lambda shape: function(torch.empty(shape), *arguments, **options)


def truncated_normal(shape):
    bound = glorot_bound(shape)
    return nn.init.trunc_normal_(torch.empty(shape), 0, bound / 3**0.5, -bound, bound)


def two_points(shape):
    """The right mean and variance, but not uniform."""
    return torch.where(torch.rand(shape) < 0.5, -1.0, 1.0) * glorot_bound(shape) / 3**0.5


MISTAKES = {
    "Xavier normal": filled(nn.init.xavier_normal_),
    "Kaiming uniform": filled(nn.init.kaiming_uniform_, nonlinearity="relu"),
    "Kaiming normal": filled(nn.init.kaiming_normal_, nonlinearity="relu"),
    "PyTorch's default": lambda shape: nn.Linear(shape[1], shape[0]).weight.detach(),
    "gain of ReLU": filled(nn.init.xavier_uniform_, gain=2**0.5),
    "gain 5/3": filled(nn.init.xavier_uniform_, gain=5 / 3),
    "√3 in place of √6": lambda shape: uniform(shape, (3 / sum(shape)) ** 0.5),
    "√2 in place of √6": lambda shape: uniform(shape, (2 / sum(shape)) ** 0.5),
    "no root": lambda shape: uniform(shape, 6 / sum(shape)),
    "6 / fan_in": lambda shape: uniform(shape, (6 / shape[1]) ** 0.5),
    "6 / fan_out": lambda shape: uniform(shape, (6 / shape[0]) ** 0.5),
    "from 0 to the bound": lambda shape: uniform(shape, glorot_bound(shape)).abs(),
    "standard normal": filled(nn.init.normal_),
    "normal, 0.01": filled(nn.init.normal_, std=0.01),
    "uniform from 0 to 1": filled(nn.init.uniform_),
    "orthogonal": filled(nn.init.orthogonal_),
    "constant": filled(nn.init.constant_, 0.05),
    "zero": filled(nn.init.zeros_),
    "the bound itself": lambda shape: torch.full(shape, glorot_bound(shape)),
    "one row repeated": lambda shape: uniform((1, shape[1]), glorot_bound(shape)).expand(shape),
    "one column repeated": lambda shape: uniform((shape[0], 1), glorot_bound(shape)).expand(shape),
    "half of the rows repeated": lambda shape: uniform((shape[0] // 2, shape[1]), glorot_bound(shape)).repeat(2, 1),
    "clipped at 0.9 of the bound": lambda shape: uniform(shape, glorot_bound(shape)).clip(
        -0.9 * glorot_bound(shape), 0.9 * glorot_bound(shape)
    ),
    "0.9 of the bound": lambda shape: uniform(shape, 0.9 * glorot_bound(shape)),
    "1.1 of the bound": lambda shape: uniform(shape, 1.1 * glorot_bound(shape)),
    "truncated normal": truncated_normal,
    "two values only": two_points,
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_caught_for_every_seed(mistake, shape):
    passed = []
    for seed in range(12):
        torch.manual_seed(seed)
        if not verdict(MISTAKES[mistake](shape)):
            passed.append(seed)
    assert not passed


# √(3 / fan) equals Glorot's bound for a square matrix, so only other shapes show the mistake.
@pytest.mark.parametrize("shape", [(100, 784), (10, 100)])
@pytest.mark.parametrize("axis", [0, 1], ids=["fan_out", "fan_in"])
def test_a_bound_from_one_fan_alone_is_caught(shape, axis):
    for seed in range(12):
        torch.manual_seed(seed)
        assert verdict(uniform(shape, (3 / shape[axis]) ** 0.5))


@pytest.mark.parametrize("axis", [0, 1])
def test_a_bound_from_one_fan_alone_is_right_for_a_square_matrix(axis):
    torch.manual_seed(0)
    assert not verdict(uniform((100, 100), (3 / (100, 100)[axis]) ** 0.5))


def test_a_transposed_matrix_is_judged_by_its_own_shape():
    torch.manual_seed(0)
    assert not verdict(nn.init.xavier_uniform_(torch.empty(100, 784)).t().numpy())


# --- messages


@pytest.mark.parametrize(
    ("mistake", "shape", "cause"),
    [
        ("Xavier normal", (100, 784), "Xavier normal"),
        ("Xavier normal", (100, 100), "Xavier normal"),
        ("Kaiming uniform", (100, 784), r"He \(Kaiming\) uniform"),
        ("Kaiming uniform", (100, 100), r"He \(Kaiming\) uniform"),
        ("Kaiming normal", (100, 784), r"He \(Kaiming\) normal"),
        ("Kaiming normal", (100, 100), r"He \(Kaiming\) normal"),
        ("PyTorch's default", (100, 784), "PyTorch's default"),
        ("PyTorch's default", (10, 100), "PyTorch's default"),
        ("gain of ReLU", (100, 784), "gain √2"),
        ("gain of ReLU", (10, 100), "gain √2"),
        ("standard normal", (100, 100), "standard deviation 1"),
        ("constant", (100, 784), "same"),
        ("constant", (10, 100), "same"),
        ("zero", (100, 100), "same"),
    ],
)
def test_the_message_names_the_likely_cause(mistake, shape, cause):
    for seed in range(5):
        torch.manual_seed(seed)
        with pytest.raises(expect.CheckFailed, match=cause):
            expect.glorot_uniform(MISTAKES[mistake](shape).numpy())


@pytest.mark.parametrize(
    "mistake", ["clipped at 0.9 of the bound", "truncated normal", "two values only", "from 0 to the bound"]
)
def test_no_cause_is_named_where_none_is_known(mistake):
    torch.manual_seed(0)
    assert "look like" not in verdict(MISTAKES[mistake]((100, 784)))


def test_the_message_says_what_was_expected_and_what_came():
    message = verdict(np.full((10, 100), 0.5, np.float32), "The weight matrix of the last layer")
    assert message.startswith("The weight matrix of the last layer (100 in, 10 out): ")
    assert "0.2335" in message  # √(6 / 110)
    assert "0.5" in message


@pytest.mark.parametrize(
    "weight",
    [
        None,
        0.5,
        "weight",
        [[0.1, 0.2]],
        {"weight": 1},
        np.zeros(5),
        np.zeros((2, 3, 4)),
        np.array(0.5),
        np.full((3, 4), np.nan),
        np.full((3, 4), np.inf),
        np.zeros((0, 5)),
        np.zeros((5, 0)),
        np.zeros((0, 0)),
        np.zeros((3, 4), bool),
        np.ones((3, 4), np.int64),
    ],
    ids=repr,
)
def test_what_is_no_matrix_of_weights_fails_with_a_message(weight):
    with pytest.raises(expect.CheckFailed):
        expect.glorot_uniform(weight)


# --- independent draws


def test_draws_from_different_seeds_are_independent():
    for shape in [*SHAPES, (2, 2), (1, 5)]:
        for seed in range(0, 100, 2):
            torch.manual_seed(seed)
            first = nn.init.xavier_uniform_(torch.empty(shape)).numpy()
            torch.manual_seed(seed + 1)
            expect.independent_draws(first, nn.init.xavier_uniform_(torch.empty(shape)).numpy())


@pytest.mark.parametrize(
    "change",
    [
        lambda w, other: w,
        lambda w, other: -w,
        lambda w, other: 2 * w,
        lambda w, other: w + 1e-3,
        lambda w, other: np.where(np.arange(w.size).reshape(w.shape) % 2, w, other),
        lambda w, other: 0.9 * w + 0.1 * other,
        lambda w, other: np.full_like(w, 0.1),
    ],
    ids=["the same", "negated", "scaled", "shifted", "every other value the same", "mixed", "constant"],
)
@pytest.mark.parametrize("shape", SHAPES)
def test_dependent_draws_are_caught(shape, change):
    rng = np.random.default_rng(0)
    first, other = rng.uniform(-1, 1, shape), rng.uniform(-1, 1, shape)
    with pytest.raises(expect.CheckFailed, match="The weights"):
        expect.independent_draws(first, change(first, other))


def test_the_same_draw_twice_is_told_by_its_cause():
    with pytest.raises(expect.CheckFailed, match="seed"):
        expect.independent_draws(np.arange(6.0).reshape(2, 3), np.arange(6.0).reshape(2, 3))


@pytest.mark.parametrize("second", [None, np.ones((3, 2)), np.ones(5), np.full((2, 2), np.nan), "w", np.zeros((0, 2))])
def test_draws_that_cannot_be_compared_fail_with_a_message(second):
    # A student's function may return a different shape in every call.
    with pytest.raises(expect.CheckFailed):
        expect.independent_draws(np.array([[1.0, 2.0], [3.0, 4.0]]), second)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.floats(width=32) | st.integers(-3, 3), min_size=0, max_size=6),
    st.sampled_from([(1, -1), (-1, 1), (-1,), (1, 1, -1)]),
)
def test_nothing_but_a_failed_check_comes_of_any_values(values, shape):
    if not values and -1 in shape and len(shape) > 1:
        shape = (0, 3)
    weight = np.array(values, np.float64).reshape(shape)
    for judge in (expect.glorot_uniform, lambda w: expect.independent_draws(w, w[::-1])):
        try:
            judge(weight)
        except expect.CheckFailed as failed:
            assert str(failed)


# --- the other rules

RULES = {
    "glorot_uniform": nn.init.xavier_uniform_,
    "glorot_normal": nn.init.xavier_normal_,
    "he_uniform": lambda w: nn.init.kaiming_uniform_(w, nonlinearity="relu"),
    "he_normal": lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"),
    "lecun_uniform": lambda w: nn.init.kaiming_uniform_(w, nonlinearity="linear"),
    "lecun_normal": lambda w: nn.init.kaiming_normal_(w, nonlinearity="linear"),
}


@pytest.mark.parametrize(
    "shape", [(100, 784), (300, 80)]
)  # a small matrix cannot distinguish a uniform distribution from a normal one
@pytest.mark.parametrize("rule", RULES)
def test_torchs_own_pass_each_rule_and_no_other(rule, shape):
    for seed in range(15):
        torch.manual_seed(seed)
        w = RULES[rule](torch.empty(shape)).numpy()
        expect.drawn(w, rule, shape[1], shape[0])
        if seed < 5:
            for other in RULES.keys() - {rule}:
                with pytest.raises(expect.CheckFailed):
                    expect.drawn(w, other, shape[1], shape[0])


def test_keras_truncated_normal_distribution_is_a_normal_one():
    keras = pytest.importorskip("keras")
    for seed in range(40):
        w = np.asarray(keras.initializers.HeNormal(seed)((784, 64)))
        expect.drawn(w.T, "he_normal", 784, 64)
        with pytest.raises(expect.CheckFailed, match="variance"):
            expect.drawn(w.T, "lecun_normal", 784, 64)


def test_a_distribution_that_is_cut_off_is_told_where_it_should_not_be():
    keras = pytest.importorskip("keras")
    w = np.asarray(keras.initializers.HeNormal(1)((300, 40))).T
    with pytest.raises(expect.CheckFailed, match="reach beyond"):
        expect.drawn(w, "he_normal", 300, 40, cut_off=False)
    for seed in range(40):
        right = np.random.default_rng(seed).normal(0, (2 / 300) ** 0.5, (40, 300))
        expect.drawn(right, "he_normal", 300, 40, cut_off=False)


def test_fan_in_and_fan_out_swapped_are_told():
    w = np.random.default_rng(0).normal(0, (2 / 50) ** 0.5, (300, 50))
    with pytest.raises(expect.CheckFailed, match="swapped"):
        expect.drawn(w, "he_normal", 300, 50)


@pytest.mark.parametrize(("check", "size"), [(expect.normal, 0.3), (expect.uniform, 0.3)])
def test_a_given_size(check, size):
    for seed in range(200):
        rng = np.random.default_rng(seed)
        drawn = {expect.normal: rng.normal(0, size, (40, 30)), expect.uniform: rng.uniform(-size, size, (40, 30))}
        check(drawn.pop(check), size)
        for wrong in (
            *drawn.values(),
            rng.normal(0, 1.3 * size, (40, 30)),
            np.zeros((40, 30)),
            rng.normal(0.1, size, (400, 30)),
        ):
            with pytest.raises(expect.CheckFailed):
                check(wrong, size)


def test_values_that_do_not_lie_around_zero():
    with pytest.raises(expect.CheckFailed):
        expect.normal(np.abs(np.random.default_rng(0).normal(0, 1, (30, 30))), 1.0)
