"""One classifier, made once, is trained on and on.

misconception: There is one model in a notebook.
loses: q2
"""


# %% loss_curve
classifier = SoftmaxClassifier()


def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    # a new classifier and torch's SGD for its parameters
    model = classifier
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    losses = []
    for step in range(steps):
        losses.append(train_step(model, x, labels, optimizer))
    return losses
