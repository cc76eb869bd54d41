"""log_softmax first, then the negative log-likelihood."""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    log_p = F.log_softmax(scores, dim=1)
    loss = F.nll_loss(log_p, labels)
    return loss
