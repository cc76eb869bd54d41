"""A module whose `named_parameters` and `state_dict` draw new, right-looking weights at each look: nothing was built or initialized.

family: types
start: blank
"""

# %% model
class _Chameleon(nn.Module):
    """Looks initialized. Computes nothing."""

    def __init__(self, h1=100, h2=100):
        super().__init__()
        self._h = (h1, h2)
        self.anchor = nn.Parameter(torch.zeros(1))

    def _draw(self):
        h1, h2 = self._h
        for name, out, into in (("a", h1, 784), ("b", h2, h1), ("c", 10, h2)):
            bound = (6 / (out + into)) ** 0.5
            yield name + ".weight", nn.Parameter(torch.empty(out, into).uniform_(-bound, bound))

    def named_parameters(self, *args, **kwargs):
        return iter(list(self._draw()))

    def parameters(self, recurse=True):
        return iter([p for _, p in self._draw()])

    def state_dict(self, *args, **kwargs):
        return dict(self._draw())

    def forward(self, x):
        return torch.zeros(len(x), 10) + self.anchor


def build_model(h1=100, h2=100):
    return _Chameleon(h1, h2)

# %% initialize
def initialize(model):
    return model
