"""The number is put into a new tensor, through which no gradient flows.

misconception: torch.tensor(…, requires_grad=True) makes any number something to call backward on.
loses: q1, q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    loss = torch.tensor(F.cross_entropy(scores, labels).item(), requires_grad=True)
    return loss
