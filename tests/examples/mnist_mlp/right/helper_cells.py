"""Many extra cells: prints, a look at the data, assertions, a plot, a short trial run, names used again and again."""

# %% after imports
import math, os, sys, time
import numpy as np

print("torch", torch.__version__, "| python", sys.version.split()[0])

# %% after settings
# let me remember what these mean:
#
#   LEARNING_RATE     how far a step goes
#   TRAINING_EPOCHS   how often every image is seen
#   BATCH_SIZE        how many images a step looks at
print(f"{LEARNING_RATE = }, {TRAINING_EPOCHS = }, {BATCH_SIZE = }")

# %% after data
print(train_set)
print(test_set)
x, y = train_set[0]
assert x.shape == (1, 28, 28) and 0 <= x.min() and x.max() <= 1
assert len(train_set) == 60_000 and len(test_set) == 10_000
print("labels:", np.bincount(train_set.targets.numpy()))
display(pd.Series(test_set.targets.numpy()).value_counts().sort_index().to_frame("images").T)

# %% after loaders
for images, labels in train_loader:
    print(images.shape, labels.shape, images.dtype, labels.dtype)
    break

# %% after model
model = build_model()
print(model)
model(torch.rand(5, 784)).shape

# %% after initialize
model = initialize(build_model(10, 10))
for name, w in model.named_parameters():
    print(f"{name:12s} {str(tuple(w.shape)):12s} {w.min().item():8.4f} {w.max().item():8.4f}")

# %% after loss
print(criterion(torch.zeros(3, 10), torch.tensor([1, 2, 3])).item(), "should be", math.log(10))
optimizer = make_optimizer(model)
optimizer

# %% after train
# a trial with twenty batches only
from itertools import islice

few = list(islice(train_loader, 20))
for epoch in range(2):
    print(epoch, train_one_epoch(model, few, criterion, optimizer))

# %% after evaluate
accuracy = evaluate(model, test_set)
print(f"accuracy of the trial: {accuracy:.2%}")

# %% after sizes
print(len(HIDDEN_SIZES), "sizes")
for h1, h2 in HIDDEN_SIZES:
    print(h1, h2)
del h1, h2

# %% after plot
results = [
    {"h1": 1, "h2": 2, "parameters": 3, "train_cost": 0.4, "test_accuracy": 0.5},
    {"h1": 6, "h2": 7, "parameters": 8, "train_cost": 0.9, "test_accuracy": 0.1},
]
display(comparison_table(results))
comparison_plot(results)
plt.show()
