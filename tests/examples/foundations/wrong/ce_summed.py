"""The loss is summed over the rows.

misconception: Adding up and averaging are the same up to the learning rate.
loses: q1, q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    loss = F.cross_entropy(scores, labels, reduction="sum")
    return loss
