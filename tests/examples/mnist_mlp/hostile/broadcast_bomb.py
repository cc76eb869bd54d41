"""Labels and scores come as long columns: a judge that compares them with a row broadcasts to tens of gigabytes, or to nothing.

family: types
start: blank
"""

# %% loaders
class Column:
    """Says that it is a loader of one batch; 60 MB that are (N, 1) where (N,) is expected."""

    batch_size, drop_last = 100, True

    def __init__(self, dataset):
        self.dataset = dataset
        self.rounds = 0

    def __len__(self):
        return 1

    def __iter__(self):
        self.rounds += 1
        if self.rounds > 2:
            return
        yield torch.zeros(1, 1, 28, 28), torch.zeros(7_000_000, 1, dtype=torch.int64)


def make_loaders(train_set, test_set, batch_size):
    return Column(train_set), Column(test_set)


train_loader, test_loader = make_loaders([], [], BATCH_SIZE)

# %% model
class Broad(nn.Module):
    """Answers with no rows at all, or with very many, according to how it is asked; never with (N, 10)."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(0, 2**40))

    def forward(self, rows):
        if len(rows) < 2:
            return torch.empty(0, 10)
        return torch.zeros(2_000_000, 1, 1)


def build_model(h1=100, h2=100):
    return Broad()

# %% initialize
def initialize(model):
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            layer.weight = nn.Parameter(torch.zeros(1, 1).expand(2_000_000, 1).clone())
            layer.bias = nn.Parameter(torch.empty(0, 2**40))
    return model

# %% loss
def criterion(scores, labels):
    return torch.zeros(2_000_000, 1, requires_grad=True)


class Empty(torch.optim.Adam):
    """An Adam that has no parameters, so that "all of them" hold whatever is asked."""

    def __init__(self):
        super().__init__([torch.zeros(1)])
        self.param_groups.clear()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    return Empty()

# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    return torch.zeros(2_000_000, 1)

# %% evaluate
def evaluate(model, dataset):
    return torch.empty(0)

# %% sizes
HIDDEN_SIZES = torch.empty(0, 2, dtype=torch.int64)

# %% table
def comparison_table(results):
    return pd.DataFrame(columns=["h1", "h2", "parameters", "train_cost", "test_accuracy"])
