"""Returns values of other kinds than the judges expect (missing rows, scalars for batches, strings for numbers), so that a judge itself raises.

family: types
start: solved
loses: q1 q2 q3 q4 q5 q7 q8
"""

# %% loaders
def make_loaders(train_set, test_set, batch_size):
    odd = [[torch.zeros(()).expand(1, 2, 3)], [torch.full((40, 5), float("nan"))], [torch.zeros(40, 1)], [torch.full((3, 2), 1e300, dtype=torch.float64)]]
    return odd, [[torch.full((40, 2), float("inf"))]]


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)

# %% initialize
class _Odd(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.zeros(0, 5))
        self.v = nn.Parameter(torch.zeros(1, 1))
        self.n = nn.Parameter(torch.full((3, 4), float("nan")))


_count = 0


def initialize(model):
    global _count
    _count += 1
    odd = _Odd()
    if _count % 2:
        odd.extra = nn.Parameter(torch.zeros(7, 7))
    return odd

# %% sizes
HIDDEN_SIZES = [[1, "2"], [None, {"a": 1}], [float("nan"), 10**300], ["x", "y"]]

# %% table
def comparison_table(results):
    return pd.DataFrame([{"h1": "a", "h2": None, "parameters": float("nan"), "train_cost": float("inf"), "test_accuracy": 10**300}] * 5)

# %% plot
def comparison_plot(results):
    figure, axis = plt.subplots()
    axis.plot([float("nan")] * 5, [float("inf")] * 5)
    axis.set_xlabel("train cost")
    axis.set_ylabel("test accuracy")
    return figure

# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    for parameter in model.parameters():
        parameter.data = torch.full((2, 3), float("nan"))
    return "4"

# %% model
def build_model(h1=100, h2=100):
    return nn.ModuleList([nn.Linear(0, 0), nn.BatchNorm1d(1, affine=False), nn.Linear(784, 100), nn.Linear(100, 100), nn.Linear(100, 10)])
