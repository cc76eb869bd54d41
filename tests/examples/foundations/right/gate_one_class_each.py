"""Yes and no are picked by torch.where instead of a product."""


# %% train_gate
def binary_cross_entropy(p, answers):
    right = torch.where(answers > 0.5, p, 1 - p)
    return right.log().clamp(min=-100).neg().mean()


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=0.0)
    losses = []
    for step in range(steps):
        optimizer.zero_grad(set_to_none=False)
        loss = binary_cross_entropy(model(corners), answers)
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    return losses
