"""The loss has the shape (1,), which is also a tensor with one number."""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    log_p = nn.LogSoftmax(dim=1)(scores)
    picked = log_p[range(len(labels)), labels]
    return -picked.mean(dim=0, keepdim=True)
