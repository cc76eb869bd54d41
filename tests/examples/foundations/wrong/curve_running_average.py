"""The list holds the average of the losses so far.

misconception: A loss curve is a running average.
loses: q2
"""


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    # a new classifier and torch's SGD for its parameters
    model = SoftmaxClassifier()
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for step in range(steps):
        total = train_step(model, x, labels, optimizer) + (losses[-1] * step if losses else 0.0)
        losses.append(total / (step + 1))
    return losses
