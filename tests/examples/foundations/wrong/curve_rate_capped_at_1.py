"""Learning rates above 1 are taken as 1.

misconception: A function should guard against nonsensical learning rates.
loses: q2
"""


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    # a new classifier and torch's SGD for its parameters
    model = SoftmaxClassifier()
    optimizer = torch.optim.SGD(model.parameters(), lr=min(learning_rate, 1.0))
    losses = []
    for step in range(steps):
        losses.append(train_step(model, x, labels, optimizer))
    return losses
