"""No transform, so the items are PIL images and not tensors.

misconception: MNIST hands out tensors of itself.
loses: q1
"""

# %% data
train_set = datasets.MNIST("data", train=True, download=True)
test_set = datasets.MNIST("data", train=False, download=True)
