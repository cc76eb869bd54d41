"""Only the matrix is handed to the optimizer, the constants stay as they are.

misconception: Only weights are learned.
loses: q2
"""


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    # a new classifier and torch's SGD for its parameters
    model = SoftmaxClassifier()
    optimizer = torch.optim.SGD([parameter for parameter in model.parameters() if parameter.dim() > 1], lr=learning_rate)
    losses = []
    for step in range(steps):
        losses.append(train_step(model, x, labels, optimizer))
    return losses
