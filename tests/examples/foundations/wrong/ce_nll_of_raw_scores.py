"""The negative log-likelihood of raw scores, without log_softmax.

misconception: nll_loss is the cross-entropy.
loses: q1, q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    loss = F.nll_loss(scores, labels)
    return loss
