"""Dropout and ReLU written by hand (a mask over 0.7, a clamp), layers in a ModuleDict, the loss by logsumexp.
"""

# %% model
def drop(x, rate, training):
    if not training:
        return x
    keep = (torch.rand_like(x) >= rate).to(x.dtype)
    return x * keep / (1 - rate)


class Digits(nn.Module):
    def __init__(self, h1, h2):
        super().__init__()
        self.parts = nn.ModuleDict(
            {
                "a": nn.Linear(784, h1),
                "a_norm": nn.BatchNorm1d(h1),
                "b": nn.Linear(h1, h2),
                "b_norm": nn.BatchNorm1d(h2),
                "scores": nn.Linear(h2, 10),
            }
        )

    def forward(self, rows):
        signal = rows
        for key in "ab":
            signal = self.parts[key](signal)
            signal = self.parts[key + "_norm"](signal)
            signal = drop(signal.clamp(min=0), 0.3, self.training)
        return self.parts["scores"](signal)


def build_model(h1=100, h2=100):
    network = Digits(h1=h1, h2=h2)
    return network

# %% initialize
def initialize(model):
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            fan_out, fan_in = layer.weight.size()
            a = (6 / (fan_in + fan_out)) ** 0.5
            layer.weight = nn.Parameter((2 * torch.rand(fan_out, fan_in) - 1) * a)
            layer.bias = nn.Parameter(torch.zeros(fan_out))
    return model

# %% loss
def criterion(scores, labels):
    of_the_label = scores.gather(1, labels.unsqueeze(1)).squeeze(1)
    return (torch.logsumexp(scores, dim=1) - of_the_label).mean()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    return torch.optim.Adam(params=model.parameters(), lr=learning_rate, betas=(0.9, 0.999), eps=1e-8)

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    measured = {"h1": h1, "h2": h2, "model": initialize(build_model(h1, h2))}
    adam = make_optimizer(measured["model"], LEARNING_RATE)
    while epochs > 0:
        train_one_epoch(measured["model"], train_loader, criterion, adam)
        epochs -= 1
    measured["parameters"] = 784 * h1 + h1 + 2 * h1 + h1 * h2 + h2 + 2 * h2 + h2 * 10 + 10
    measured["train_cost"] = average_cost(measured["model"], train_loader)
    measured["test_accuracy"] = evaluate(measured["model"], test_set)
    return measured
