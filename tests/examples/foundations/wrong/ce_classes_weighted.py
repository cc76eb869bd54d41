"""Rare classes weigh more.

misconception: A loss should be balanced between the classes.
loses: q1
may_lose: q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    counts = torch.bincount(labels, minlength=scores.shape[1]).clamp(min=1).to(scores.dtype)
    loss = F.cross_entropy(scores, labels, weight=1 / counts)
    return loss
