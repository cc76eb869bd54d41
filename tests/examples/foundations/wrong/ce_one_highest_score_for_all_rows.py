"""The highest score of the whole batch, not of each row, is taken out before the exponentials.

misconception: Any shift makes the exponentials safe.
loses: q1
may_lose: q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    scores = scores - scores.max()
    right = scores[torch.arange(len(labels)), labels]
    loss = (torch.log(torch.exp(scores).sum(dim=1)) - right).mean()
    return loss
