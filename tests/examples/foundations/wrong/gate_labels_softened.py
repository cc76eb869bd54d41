"""Answers 0.9 and 0.1 instead of 1 and 0.

misconception: Softened answers make no difference but a safer logarithm.
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
        optimizer.zero_grad()
        loss = binary_cross_entropy(model(corners), 0.8 * answers + 0.1)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
