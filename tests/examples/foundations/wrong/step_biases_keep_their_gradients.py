"""Only the gradients of matrices are forgotten; those of the constants add up.

misconception: Only weights have gradients.
loses: q1, q2, q3
"""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    # forget the gradients of the step before
    for parameter in model.parameters():
        if parameter.dim() > 1:
            parameter.grad = None
    # the loss
    loss = cross_entropy(model(x), labels)
    # the new gradients, then the step
    loss.backward()
    optimizer.step()
    return loss.item()
