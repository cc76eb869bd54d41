"""Gradient descent by hand, without an optimizer, and the loss as a function."""


# %% train_gate
binary_cross_entropy = F.binary_cross_entropy


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    parameters = list(model.parameters())
    losses = []
    for _ in range(steps):
        loss = binary_cross_entropy(model(corners), answers)
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for p, g in zip(parameters, gradients):
                p -= learning_rate * g
        losses.append(loss.item())
    return losses
