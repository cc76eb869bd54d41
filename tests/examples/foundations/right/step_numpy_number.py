"""The loss is returned as a NumPy number."""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    optimizer.zero_grad()
    loss = cross_entropy(model(x), labels)
    loss.backward()
    optimizer.step()
    return loss.detach().numpy().mean()
