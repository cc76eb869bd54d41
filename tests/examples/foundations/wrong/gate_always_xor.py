"""The answers of XOR are learned, whatever is handed in.

misconception: The answers are what stands above in the notebook.
loses: q4
"""


# %% train_gate
binary_cross_entropy = nn.BCELoss()


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for step in range(steps):
        optimizer.zero_grad()
        loss = binary_cross_entropy(model(corners), gates["XOR"])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
