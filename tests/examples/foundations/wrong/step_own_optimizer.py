"""An optimizer of its own with learning rate 0.1; the one that is handed in is not used.

misconception: Any SGD for the parameters will do.
loses: q1, q2
may_lose: q3
"""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    # forget the gradients of the step before
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    optimizer.zero_grad()
    # the loss
    loss = cross_entropy(model(x), labels)
    # the new gradients, then the step
    loss.backward()
    optimizer.step()
    return loss.item()
