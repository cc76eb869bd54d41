"""Functions are built up in cells of their own and only put together in the cell that asks for them."""

# %% after settings
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Config:
    inputs: int = 28 * 28
    classes: int = 10
    drop: float = 0.3


config = Config()


# %% after loaders
def hidden_layer(n_in, n_out):
    yield nn.Linear(n_in, n_out)
    yield nn.BatchNorm1d(n_out)
    yield nn.ReLU()
    yield nn.Dropout(config.drop)


def all_layers(h1, h2):
    yield from hidden_layer(config.inputs, h1)
    yield from hidden_layer(h1, h2)
    yield nn.Linear(h2, config.classes)


# %% model
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    return nn.Sequential(*all_layers(h1, h2))


# %% after loss
def batches_of_rows(loader):
    for images, labels in loader:
        yield images.view(-1, config.inputs), labels


def step(optimizer, cost):
    optimizer.zero_grad()
    cost.backward()
    optimizer.step()
    return cost.item()


# %% train
from statistics import fmean


def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    model.train()
    return fmean(step(optimizer, criterion(model(rows), labels)) for rows, labels in batches_of_rows(train_loader))


# %% evaluate
@torch.no_grad()
def accuracy_of_rows(model, rows, labels):
    return (model(rows).argmax(dim=1) == labels).float().mean().item()


def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    (batch,) = batches_of_rows(DataLoader(dataset, batch_size=len(dataset)))
    return accuracy_of_rows(model.eval(), *batch)


# %% after average_cost
@dataclass
class Result:
    h1: int
    h2: int
    model: nn.Module
    parameters: int
    train_cost: float
    test_accuracy: float


# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a fresh network with hidden sizes h1 and h2 for `epochs` epochs and measure it.

    Returns a dictionary:
      h1, h2         the sizes
      model          the trained network
      parameters     how many numbers it has learnt: all weights, biases, scales and shifts
      train_cost     its cost on train_loader after the training, by average_cost
      test_accuracy  the fraction of test_set it gets right
    """
    model = initialize(build_model(h1, h2))
    optimizer = make_optimizer(model, LEARNING_RATE)
    for _ in range(epochs):
        train_one_epoch(model, train_loader, criterion, optimizer)
    learnt = [p for p in model.parameters() if p.requires_grad]
    return vars(
        Result(
            h1,
            h2,
            model,
            parameters=sum(map(torch.numel, learnt)),
            train_cost=average_cost(model, train_loader),
            test_accuracy=evaluate(model, test_set),
        )
    )


# %% table
def comparison_table(results):
    """Return a DataFrame with one row a result and the columns h1, h2, parameters, train_cost, test_accuracy."""
    columns = [field.name for field in fields(Result) if field.name != "model"]
    return pd.DataFrame.from_records([[result[column] for column in columns] for result in results], columns=columns)
