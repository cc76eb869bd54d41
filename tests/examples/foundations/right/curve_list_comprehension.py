"""The steps in a list comprehension."""


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    model = SoftmaxClassifier()
    optimizer = torch.optim.SGD(params=list(model.parameters()), lr=float(learning_rate))
    return [train_step(model, x, labels, optimizer) for _ in range(steps)]
