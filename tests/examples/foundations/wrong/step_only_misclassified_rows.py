"""Only rows that are wrong take part in the step.

misconception: As with Rosenblatt's perceptron, right answers teach nothing.
loses: q1, q2, q3
"""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    # forget the gradients of the step before
    optimizer.zero_grad()
    # the loss
    scores = model(x)
    loss = cross_entropy(scores, labels)
    wrong = scores.argmax(dim=1) != labels
    # the new gradients, then the step
    if wrong.any():
        cross_entropy(scores[wrong], labels[wrong]).backward()
        optimizer.step()
    return loss.item()
