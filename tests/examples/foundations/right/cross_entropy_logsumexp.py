"""The logarithm of the sum of exponentials minus the score of the right class."""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    right = scores.gather(1, labels.unsqueeze(1)).squeeze(1)
    return (torch.logsumexp(scores, dim=1) - right).mean()
