"""model.zero_grad instead of optimizer.zero_grad."""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    model.train()
    model.zero_grad(set_to_none=False)
    loss = cross_entropy(model(x), labels)
    loss.backward()
    optimizer.step()
    return loss.item()
