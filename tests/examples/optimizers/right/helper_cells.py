"""Many extra cells: prints, small trials, a look at the data, names used again and again."""

# %% after imports
import math, sys, time

print("numpy", np.__version__, "| keras", keras.__version__, "| python", sys.version.split()[0])
start = time.time()

# %% after sgd
# a trial
W = np.ones((2, 3))
params, grads = {"W": W}, {"W": np.full((2, 3), 2.0)}
SGD(lr=0.5).update(params, grads)
print(W)
assert params["W"] is W and (W == 0).all()

# %% after momentum
opt = Momentum()
opt.update(params, grads)
print(opt.v)

# %% after adagrad
opt = AdaGrad(lr=1)
for _ in range(3):
    opt.update(params, grads)
    print(opt.h["W"][0, 0], params["W"][0, 0])

# %% after adam
opt = Adam()
opt.update(params, grads)
opt.update(params, grads)
assert opt.t == 2

# %% after gradient
x, y = -7.0, 2.0
h = 1e-5
print(gradient(x, y), "should be", (f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h))
dx, dy = gradient(x, y)

# %% after walk
places = walk(SGD(0.1), steps=3)
print(places)
steps = len(places)

# %% after paths
contour_plot({"trial": places})
plt.close("all")

# %% after digits
print(x_train.shape, x_train.dtype, np.bincount(y_train))
plt.imshow(x_train[0], cmap="gray")
plt.title(y_train[0])
plt.close()
images = prepare(x_train[:3])
print(images.min(), images.max(), images.shape)

# %% after build_cnn
model = build_cnn()
model.summary()
print(f"{model.count_params():,} weights")

# %% after loss_plot
history = {"loss": [3, 2, 1], "val_loss": [3, 2, 2]}
loss_plot({"trial": history})
plt.close("all")
print(f"{time.time() - start:.0f} s so far")
