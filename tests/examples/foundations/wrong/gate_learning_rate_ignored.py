"""The learning rate is always 1.

misconception: The learning rate of the assignment is 1.
loses: q4
"""


# %% train_gate
binary_cross_entropy = nn.BCELoss()


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    losses = []
    for step in range(steps):
        optimizer.zero_grad()
        loss = binary_cross_entropy(model(corners), answers)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
