"""With a bit of label smoothing.

misconception: Label smoothing is only a trick of training and leaves the loss as it is.
loses: q1, q3
may_lose: q2
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    loss = F.cross_entropy(scores, labels, label_smoothing=0.1)
    return loss
