"""A step for each row, and the average of their losses.

misconception: Gradient descent takes one example at a time.
loses: q1, q2, q3
"""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    # forget the gradients of the step before
    # the loss
    losses = []
    for row, label in zip(x, labels):
        optimizer.zero_grad()
        loss = cross_entropy(model(row.unsqueeze(0)), label.unsqueeze(0))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)
