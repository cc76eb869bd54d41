"""An own Adam without bias correction.

misconception: Adam is momentum divided by the root of the squares.
loses: q4
"""


# %% loss
class OwnAdam(torch.optim.Optimizer):
    def __init__(self, params, lr):
        super().__init__(params, {"lr": lr})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state.update(step=0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                state["step"] += 1
                state["m"].mul_(0.9).add_(0.1 * p.grad)
                state["v"].mul_(0.999).add_(0.001 * p.grad**2)
                p.sub_(group["lr"] * state["m"] / (state["v"].sqrt() + 1e-8))


criterion = nn.CrossEntropyLoss()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = OwnAdam(model.parameters(), lr=learning_rate)
    return optimizer
