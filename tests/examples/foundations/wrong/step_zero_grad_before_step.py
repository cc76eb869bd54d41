"""zero_grad stands between backward and step.

misconception: Gradients are forgotten right before they are used.
loses: q1, q2, q3
"""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    # forget the gradients of the step before
    # the loss
    loss = cross_entropy(model(x), labels)
    # the new gradients, then the step
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()
