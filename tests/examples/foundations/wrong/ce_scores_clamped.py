"""Scores are cut off at ±50 so that the exponentials stay finite.

misconception: Cutting off large scores is a harmless way to avoid overflow.
loses: q1
may_lose: q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    loss = F.cross_entropy(scores.clamp(-50, 50), labels)
    return loss
