"""Scores of all rows at all labels, an N × N table, are averaged.

misconception: scores[:, labels] picks for each row its own label.
loses: q1, q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    loss = -F.log_softmax(scores, dim=1)[:, labels].mean()
    return loss
