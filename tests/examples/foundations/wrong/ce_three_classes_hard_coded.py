"""One-hot rows with always three classes.

misconception: There are three species.
loses: q1, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    one_hot = F.one_hot(labels, 3)
    loss = -(one_hot * F.log_softmax(scores, dim=1)).sum(dim=1).mean()
    return loss
