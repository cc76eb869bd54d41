"""First softmax, then the logarithm with a small number inside against log(0).

misconception: A small number inside the logarithm makes it safe.
loses: q1
may_lose: q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    p = torch.softmax(scores, dim=1)
    loss = F.nll_loss(torch.log(p + 1e-10), labels)
    return loss
