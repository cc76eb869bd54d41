"""Each gradient is divided by its length, so that the learning rate is the length of the step.

misconception: The gradient only gives the direction; how far is the learning rate.
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
    for parameter in model.parameters():
        parameter.grad /= parameter.grad.norm() + 1e-12
    optimizer.step()
    return loss.item()
