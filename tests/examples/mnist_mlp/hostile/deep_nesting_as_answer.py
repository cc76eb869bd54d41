"""Answers with lists and dictionaries nested 100,000 deep, and with one that holds itself.

family: bombs
start: solved
loses: q8
"""

# %% sizes
_deep = []
for _ in range(100_000):
    _deep = [_deep]
_self = []
_self.append(_self)
HIDDEN_SIZES = [[_deep, _self], [_self]]

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    loop = {}
    loop["h1"] = loop
    return {"h1": loop, "h2": _deep, "model": nn.Linear(1, 1), "parameters": _self, "train_cost": _deep, "test_accuracy": loop}
