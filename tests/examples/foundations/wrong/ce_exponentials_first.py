"""log of the sum of exponentials, without taking the highest score out.

misconception: log Σ exp can be computed as it is written.
loses: q1
may_lose: q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    right = scores[torch.arange(len(labels)), labels]
    loss = (torch.log(torch.exp(scores).sum(dim=1)) - right).mean()
    return loss
