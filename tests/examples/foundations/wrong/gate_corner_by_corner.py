"""A step for each corner.

misconception: Gradient descent takes one example at a time.
loses: q4
may_lose: q5
"""


# %% train_gate
binary_cross_entropy = nn.BCELoss()


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for step in range(steps):
        for corner, answer in zip(corners, answers):
            optimizer.zero_grad()
            binary_cross_entropy(model(corner), answer).backward()
            optimizer.step()
        loss = binary_cross_entropy(model(corners), answers)
        losses.append(loss.item())
    return losses
