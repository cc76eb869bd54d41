"""SGD with a little weight decay.

misconception: Weight decay is harmless.
loses: q2
"""


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    # a new classifier and torch's SGD for its parameters
    model = SoftmaxClassifier()
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate, weight_decay=1e-2)
    losses = []
    for step in range(steps):
        losses.append(train_step(model, x, labels, optimizer))
    return losses
