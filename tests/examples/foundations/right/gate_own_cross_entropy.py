"""The binary cross-entropy written out, safe at 0 and 1."""


# %% train_gate
def binary_cross_entropy(p, answers):
    p = p.clamp(1e-12, 1 - 1e-7)
    return -torch.mean(answers * torch.log(p) + (1 - answers) * torch.log(1 - p))


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for step in range(steps):
        loss = binary_cross_entropy(model(corners), answers)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
