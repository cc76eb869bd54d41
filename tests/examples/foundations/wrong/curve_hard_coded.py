"""Curves that look right, made up from the learning rate.

misconception: Only the look of the curve is tested.
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
        if learning_rate < 1e-3:
            losses.append(1.2 - 1e-5 * step)
        elif learning_rate < 10:
            losses.append(0.2 + np.exp(-step / 25))
        else:
            losses.append(1.2 + 5e4 * (step % 3) * (step > 0))
    return losses
