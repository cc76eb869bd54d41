"""Extra cells: prints, small trials, helpers, names used again."""

# %% after imports
import sys, time

print("numpy", np.__version__, "| keras", keras.__version__, "| python", sys.version.split()[0])
start = time.time()
rng = np.random.default_rng(1)

# %% after penalties
w = np.array([[1.0, -2.0], [0.0, 0.5]])
print(l1_penalty(w), l1_gradient(w))
assert np.isclose(l2_penalty(w), 0.00525)

# %% after penalty_steps
print(l1_step(w, 600.0))
x = l2_step(w, lr=1)

# %% after dropout
trial = Dropout(0.5)
x = np.ones((4, 6))
print(trial.forward(x, True, rng))
print(trial.backward(x))
mask = trial.mask

# %% after batch_norm
bn = BatchNorm(6)
x = rng.normal(3, 2, (50, 6))
y = bn.forward(x, True)
print(y.mean(axis=0).round(3), y.std(axis=0).round(3), bn.running_var)
bn.backward(np.ones_like(y))

# %% after build
for hidden in VERSIONS:
    model = build(hidden)
    print(hidden.__name__, model.count_params(), [layer.__class__.__name__ for layer in model.layers])

# %% after early_stopping
stopper = EarlyStopping(2)
for epoch, loss in enumerate([3, 2, 2, float("nan"), 1]):
    print(epoch, stopper.should_stop(loss, [np.full(2, epoch)]), stopper.best_weights)

# %% after digits
print(x_train.shape, x_train.dtype, np.bincount(y_train))
plt.imshow(x_train[0], cmap="gray")
plt.close()

# %% after gap
print(gap(build(plain), (prepare(x_train[:10]), y_train[:10]), (prepare(x_test[:20]), y_test[:20])))

# %% after validation_plot
history = {"crossentropy": [2, 1], "val_crossentropy": [2.2, 1.5], "val_loss": [3, 2]}
validation_plot({"trial": history})
plt.close("all")
print(f"{time.time() - start:.0f} s so far")
