"""Write the L1 and L2 penalties, their gradients, and a step against each."""

import numpy as np

from autograder import check, expect, probe

OK_FORMAT = False
name = "q1"


@probe
def value(student, name, arguments):
    return np.asarray(
        getattr(student, name)(*[np.array(a) if isinstance(a, np.ndarray) else a for a in arguments]), dtype=float
    )


def weights(ask, purpose="weights"):
    """Weights of several sizes, some of them exactly 0."""
    w = ask.rng(purpose).normal(0, 1, (5, 7))
    w[0, :3] = 0
    return w


def judge(ask, name, wanted, lr=None):
    """Compare the function's values for the weights, with the default λ and with another."""
    for lam in (None, 0.37):
        w = weights(ask, f"{name} {lam}")
        arguments = [w] + ([] if lr is None else [lr]) + ([] if lam is None else [lam])
        found = ask(value, name=name, arguments=arguments)
        expect.close(found, wanted(w, lam or 0.001), f"{name} with λ = {lam or 0.001}", rtol=1e-6, atol=1e-12)


@check("The L2 penalty", points=0.5, hint="λ times the sum of squares; nothing is halved or averaged.")
def l2_penalty(ask):
    judge(ask, "l2_penalty", lambda w, lam: lam * (w**2).sum())


@check("The gradient of the L2 penalty", points=0.5, hint="The derivative of λw² with respect to each weight.")
def l2_gradient(ask):
    judge(ask, "l2_gradient", lambda w, lam: 2 * lam * w)


@check("The L1 penalty", points=0.5, hint="λ times the sum of absolute values.")
def l1_penalty(ask):
    judge(ask, "l1_penalty", lambda w, lam: lam * np.abs(w).sum())


@check("The gradient of the L1 penalty", points=0.5, hint="λ times the sign of each weight, 0 at 0.")
def l1_gradient(ask):
    judge(ask, "l1_gradient", lambda w, lam: lam * np.sign(w))


@check("A step against L2 shrinks every weight by the same factor", points=1, hint="The weights minus lr times the gradient.")
def weight_decay(ask):
    for lr in (0.7, 3.0):  # so large a step passes 0, which only L1 must not do
        judge(ask, "l2_step", lambda w, lam, lr=lr: w * (1 - 2 * lr * lam), lr)


@check("A step against L1 takes the same amount, and stops at 0", points=2, hint="No weight changes its sign in a step.")
def soft_threshold(ask):
    judge(ask, "l1_step", lambda w, lam: np.sign(w) * np.maximum(np.abs(w) - 0.7 * lam, 0), 0.7)
    w = weights(ask) * 0.1
    zeros = ask(value, name="l1_step", arguments=[w, 10.0, 0.01])
    expect.equal(int((zeros == 0).sum()), int((np.abs(w) <= 0.1).sum()), "The number of weights that a large L1 step sets to 0")
