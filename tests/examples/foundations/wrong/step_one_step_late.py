"""The step is taken first, by the gradients of the call before; then come loss and gradients.

misconception: A step by what the last backward left behind is the same in the end.
loses: q1
may_lose: q2, q3
"""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    # forget the gradients of the step before
    optimizer.step()
    optimizer.zero_grad()
    # the loss
    loss = cross_entropy(model(x), labels)
    # the new gradients, then the step
    loss.backward()
    return loss.item()
