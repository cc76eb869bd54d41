"""The optimizer never steps.

misconception: backward() changes the weights.
loses: q1, q2, q3
"""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    # forget the gradients of the step before
    optimizer.zero_grad()
    # the loss
    loss = cross_entropy(model(x), labels)
    # the new gradients, then the step
    loss.backward()
    return loss.item()
