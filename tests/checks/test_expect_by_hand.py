"""Mistakes in gradients and normalizations by hand differ from what is right, and are named."""

import numpy as np
import pytest

from autograder import expect


def parameters():
    rng = np.random.default_rng(0)
    return {name: rng.normal(size=shape) for name, shape in {"W1": (2, 2), "b1": (2,), "W2": (1, 2), "b2": (1,)}.items()}


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
def test_mistakes_in_backpropagation_are_named(name):
    right = expect.reference.sigmoid_network_gradients(parameters(), np.array([0.5, -1.5]), 0.3)[name]
    for mistake, wrong in expect.backward_mistakes.of(name, parameters(), np.array([0.5, -1.5]), 0.3).items():
        with pytest.raises(expect.CheckFailed) as failed:
            expect.close(wrong, right, "It", rtol=0, atol=1e-6, mistakes={mistake: wrong})
        assert mistake in str(failed.value)


def test_mistakes_in_batch_normalization_differ_from_what_is_right():
    rng = np.random.default_rng(0)
    norm = expect.reference.BatchNorm(*rng.uniform(0.5, 2, (4, 3)), momentum=0.3, eps=0.1)
    x, d_output = rng.normal(size=(2, 6, 3))
    d_x, d_gamma, d_beta = norm.gradients(x, d_output)
    after, mistakes = norm.after(x), expect.batch_norm_mistakes
    means, variances = mistakes.running(norm, x)
    gammas, betas = mistakes.of_parameters(norm, x, d_output)
    for right, known in [
        (norm.train(x)[0], mistakes.in_training(norm, x)),
        (norm.evaluate(x), mistakes.at_inference(norm, x)),
        (after.running_mean, means),
        (after.running_var, variances),
        (d_x, mistakes.of_input(norm, x, d_output)),
        (d_gamma, gammas),
        (d_beta, betas),
    ]:
        for mistake, wrong in known.items():
            assert wrong.shape == right.shape, mistake
            assert not np.allclose(wrong, right), mistake
