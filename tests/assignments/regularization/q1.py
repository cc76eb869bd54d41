"""Write the L1 and L2 penalties, their gradients, and a step against each."""

import numpy as np

from autograder import check, expect, probe, tr

OK_FORMAT = False
name = "q1"


@probe
def value(student, name, arguments):
    given = [np.array(a) if isinstance(a, np.ndarray) else a for a in arguments]
    found = np.array(getattr(student, name)(*given), dtype=float)
    return {"value": found, "untouched": np.array_equal(given[0], arguments[0])}


def weights(ask, purpose="weights"):
    """Weights of several sizes, some of them exactly 0."""
    w = ask.rng(purpose).normal(0, 1, (5, 7))
    w[0, :3] = 0
    return w


FEW = np.array([[1.5, -0.5], [0, 0.25]])


def judge(ask, name, wanted, mistakes, lr=None):
    """Compare with what the function makes of the weights, with the default λ and with another; a few weights show a failure."""
    for lam in (None, 0.37):
        more, used = [number for number in (lr, lam) if number is not None], lam or 0.001
        matrix = weights(ask, f"{name} {lam}")
        try:
            for w in (matrix, matrix[0]):
                found, known = ask(value, name=name, arguments=[w, *more]), {what: f(w, used) for what, f in mistakes.items()}
                expect.close(found["value"], wanted(w, used), tr("{} with λ = {}", name, used), 1e-6, 1e-12, known)
                expect.that(found["untouched"], tr("{} changes the array that it was given.", name))
        except expect.CheckFailed as failed:
            few, right = ask(value, name=name, arguments=[FEW, *more])["value"], wanted(FEW, used)
            same = np.shape(few) != np.shape(right) or expect.matches(few, right, 1e-6, 1e-12)
            shown = "" if same else expect.try_it(expect.call(name, FEW, *more), right, few)
            raise expect.CheckFailed(f"{failed}{shown}") from None


@check("The L2 penalty", points=0.5, hint="λ times the sum of squares; nothing is halved or averaged.")
def l2_penalty(ask):
    mistakes = {
        "it is halved": lambda w, lam: lam * (w**2).sum() / 2,
        "it is a mean, not a sum": lambda w, lam: lam * (w**2).mean(),
        "the root is taken: it is the norm": lambda w, lam: lam * np.sqrt((w**2).sum()),
        "the sum is squared, not each weight": lambda w, lam: lam * w.sum() ** 2,
        "λ is squared as well": lambda w, lam: ((lam * w) ** 2).sum(),
        "w @ w.T stands for the squares": lambda w, lam: lam * (w @ w.T).sum(),
    }
    judge(ask, "l2_penalty", lambda w, lam: lam * (w**2).sum(), mistakes)


@check("The gradient of the L2 penalty", points=0.5, hint="The derivative of λw² with respect to each weight.")
def l2_gradient(ask):
    mistakes = {"the 2 is missing": lambda w, lam: lam * w, "lam is not used": lambda w, lam: 0.002 * w}
    judge(ask, "l2_gradient", lambda w, lam: 2 * lam * w, mistakes)


@check("The L1 penalty", points=0.5, hint="λ times the sum of absolute values.")
def l1_penalty(ask):
    mistakes = {
        "the absolute value is missing": lambda w, lam: lam * w.sum(),
        "the absolute value is taken of the sum": lambda w, lam: lam * abs(w.sum()),
        "it is a mean, not a sum": lambda w, lam: lam * np.abs(w).mean(),
        "it is the largest column sum, which np.linalg.norm(w, 1) gives": lambda w, lam: lam * np.linalg.norm(w, 1),
    }
    judge(ask, "l1_penalty", lambda w, lam: lam * np.abs(w).sum(), mistakes)


@check("The gradient of the L1 penalty", points=0.5, hint="λ times the sign of each weight, 0 at 0.")
def l1_gradient(ask):
    mistakes = {
        "it is λ at 0": lambda w, lam: np.where(w >= 0, lam, -lam),
        "it is −λ at 0": lambda w, lam: np.where(w > 0, lam, -lam),
        "it is 0 for negative weights": lambda w, lam: np.where(w > 0, lam, 0),
        "lam is not used": lambda w, lam: 0.001 * np.sign(w),
    }
    judge(ask, "l1_gradient", lambda w, lam: lam * np.sign(w), mistakes)


@check("A step against L2 shrinks every weight by the same factor", points=1, hint="The weights minus lr times the gradient.")
def weight_decay(ask):
    for lr in (0.7, 3.0):  # so large a step goes beyond 0, which only L1 must not
        mistakes = {
            "the 2 is missing": lambda w, lam, lr=lr: w * (1 - lr * lam),
            "lr is not used": lambda w, lam: w * (1 - 2 * lam),
            "the gradient is added, not subtracted": lambda w, lam, lr=lr: w * (1 + 2 * lr * lam),
            "lam is not handed on to l2_gradient": lambda w, lam, lr=lr: w * (1 - 0.002 * lr),
            "λ is multiplied in twice": lambda w, lam, lr=lr: w * (1 - 2 * lr * lam**2),
            "it stops at 0, which only L1 does": lambda w, lam, lr=lr: w * max(1 - 2 * lr * lam, 0),
        }
        judge(ask, "l2_step", lambda w, lam, lr=lr: w * (1 - 2 * lr * lam), mistakes, lr)


@check("A step against L1 takes the same amount, and stops at 0", points=2, hint="No weight changes its sign in a step.")
def soft_threshold(ask):
    mistakes = {
        "it does not stop at 0: small weights jump over it": lambda w, lam: w - 0.7 * lam * np.sign(w),
        "the sign is lost": lambda w, lam: np.maximum(np.abs(w) - 0.7 * lam, 0),
        "lr is not used": lambda w, lam: np.sign(w) * np.maximum(np.abs(w) - lam, 0),
        "twice the amount is taken": lambda w, lam: np.sign(w) * np.maximum(np.abs(w) - 1.4 * lam, 0),
        "negative weights become 0": lambda w, lam: np.maximum(w - 0.7 * lam, 0),
    }
    judge(ask, "l1_step", lambda w, lam: np.sign(w) * np.maximum(np.abs(w) - 0.7 * lam, 0), mistakes, 0.7)
    w = weights(ask) * 0.1
    zeros = ask(value, name="l1_step", arguments=[w, 10.0, 0.01])["value"]
    expect.equal(int((zeros == 0).sum()), int((np.abs(w) <= 0.1).sum()), "The number of weights that a large L1 step sets to 0")
