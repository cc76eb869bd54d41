"""First softmax, then the logarithm.

misconception: The logarithm of softmax is log(softmax).
loses: q1
may_lose: q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    p = torch.softmax(scores, dim=1)
    loss = -torch.log(p[torch.arange(len(labels)), labels]).mean()
    return loss
