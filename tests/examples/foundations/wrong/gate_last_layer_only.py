"""Only the last weight and constant are handed to the optimizer.

misconception: Only the output has to be learned.
loses: q5
may_lose: q5
"""


# %% train_gate
binary_cross_entropy = nn.BCELoss()


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    optimizer = torch.optim.SGD(list(model.parameters())[-2:], lr=learning_rate)
    losses = []
    for step in range(steps):
        optimizer.zero_grad()
        loss = binary_cross_entropy(model(corners), answers)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
