"""Only matrices are handed to the optimizer, the constants stay as they are.

misconception: Only weights are learned.
loses: q4
may_lose: q5
"""


# %% train_gate
binary_cross_entropy = nn.BCELoss()


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    optimizer = torch.optim.SGD([parameter for parameter in model.parameters() if parameter.dim() > 1], lr=learning_rate)
    losses = []
    for step in range(steps):
        optimizer.zero_grad()
        loss = binary_cross_entropy(model(corners), answers)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
