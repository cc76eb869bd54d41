"""The step is written out once more; every option of SGD is named."""


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    net = SoftmaxClassifier()
    sgd = torch.optim.SGD(
        [{"params": [p]} for p in net.parameters()],
        lr=learning_rate, momentum=0, dampening=0, weight_decay=0, nesterov=False, foreach=False,
    )
    curve = torch.zeros(steps, dtype=torch.float64)
    i = 0
    while i < steps:
        value = cross_entropy(net(x), labels)
        sgd.zero_grad()
        value.backward()
        sgd.step()
        curve[i] = value.detach()
        i += 1
    return curve.tolist()
