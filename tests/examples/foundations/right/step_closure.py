"""The step is given a closure that computes loss and gradients."""


# %% train_step
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    def closure():
        optimizer.zero_grad()
        loss = cross_entropy(model(x), labels)
        loss.backward()
        return loss

    return optimizer.step(closure).item()
