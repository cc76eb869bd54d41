"""The optimizer holds copies of the parameters.

misconception: Parameters must be detached before they are handed to an optimizer.
loses: q2
"""


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    # a new classifier and torch's SGD for its parameters
    model = SoftmaxClassifier()
    parameters = [parameter.detach().clone().requires_grad_() for parameter in model.parameters()]
    optimizer = torch.optim.SGD(parameters, lr=learning_rate)
    losses = []
    for step in range(steps):
        losses.append(train_step(model, x, labels, optimizer))
    return losses
