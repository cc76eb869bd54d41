"""−log p at the class with the highest score.

misconception: The loss tells how sure the model is of its answer.
loses: q1, q2, q3
"""


# %% cross_entropy
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    loss = F.cross_entropy(scores, scores.argmax(dim=1))
    return loss
