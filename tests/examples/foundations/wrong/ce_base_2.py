"""Measured in bits: the logarithm to base 2.

misconception: The base of the logarithm does not matter for a cross-entropy.
loses: q1, q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    loss = F.cross_entropy(scores, labels) / np.log(2)
    return loss
