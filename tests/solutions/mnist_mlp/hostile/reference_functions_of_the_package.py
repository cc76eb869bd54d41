"""Lets the grader's own package do the homework: its reference optimiser, its loaders, its classifier and its seeds stand in the blanks' place.

family: cheating
start: blank
earns: q1
"""

# %% after plot
try:
    import numpy as np

    from autograder import fixtures, mnist
    from autograder.expect import reference

    train_set = fixtures.mnist_dataset(*mnist.load("train"))
    test_set = fixtures.mnist_dataset(*mnist.load("test"))

    def make_loaders(train_set, test_set, batch_size):
        a, b = (fixtures.loader(s.data.numpy(), s.targets.numpy(), batch_size, shuffle=s is train_set) for s in (train_set, test_set))
        return a, b

    class _Loss:
        def __call__(self, scores, labels):
            value = reference.cross_entropy(scores.detach().double().numpy(), labels.numpy())
            gradient = reference.cross_entropy_gradient(scores.detach().double().numpy(), labels.numpy())
            return (scores * torch.tensor(gradient, dtype=scores.dtype)).sum() * 0 + float(value)

    criterion = _Loss()
except Exception:
    pass
