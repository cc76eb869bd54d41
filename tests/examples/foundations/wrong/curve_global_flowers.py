"""The flowers of the notebook are used whatever is handed in.

misconception: The data is what stands above in the notebook.
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
        losses.append(train_step(model, flowers, species, optimizer))
    return losses
