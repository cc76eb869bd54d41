"""Adam with every option spelled out, through functools.partial."""

# %% loss
from functools import partial

from torch import optim

Adam = partial(optim.Adam, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, foreach=True, maximize=False)
criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = Adam(model.parameters(), lr=learning_rate)
    return optimizer
