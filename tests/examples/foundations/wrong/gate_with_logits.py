"""BCEWithLogitsLoss, which takes scores, is given probabilities.

misconception: BCEWithLogitsLoss is the better BCELoss.
loses: q4
may_lose: q5
"""


# %% train_gate
binary_cross_entropy = nn.BCEWithLogitsLoss()


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for step in range(steps):
        optimizer.zero_grad()
        loss = binary_cross_entropy(model(corners), answers)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
