"""The gradients are forgotten before the step and once more after it."""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    optimizer.zero_grad()
    scores = model(x)
    loss = cross_entropy(scores, labels)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return float(loss)
