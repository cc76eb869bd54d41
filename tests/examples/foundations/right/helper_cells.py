"""Many extra cells: prints, looks at the data, assertions, trial runs, names used again and again."""


# %% after imports
import math, os, sys, time

print("torch", torch.__version__, "| numpy", np.__version__, "| python", sys.version.split()[0])


# %% after softmax_model
torch.manual_seed(0)
model = SoftmaxClassifier()
scores = model(flowers)
print(scores.shape, scores)
assert scores.shape == (8, 3)


# %% after cross_entropy
loss = cross_entropy(torch.zeros(4, 3), torch.tensor([0, 1, 2, 0]))
print(loss.item(), "should be", math.log(3))
print(cross_entropy(torch.tensor([[800.0, 0, 0]]), torch.tensor([1])))


# %% after train_step
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for i in range(3):
    print(i, train_step(model, flowers, species, optimizer))


# %% after loss_curve
x = loss_curve(0.1, flowers, species, 5)
print([f"{l:.3f}" for l in x])


# %% after mnist
print(train_set, test_set, sep="\n")
image, label = train_set[0]
plt.imshow(image[0], cmap="gray")
plt.title(label)
plt.show()


# %% after loader
for images, labels in make_loader(train_set):
    print(images.shape, labels.shape, images.view(-1, 784).shape)
    break


# %% after perceptron
model = Perceptron()
p = model(corners)
p


# %% after train_gate
losses = train_gate(model, gates["AND"], 10)
losses[0], losses[-1]


# %% after build_network
print(build_network(DEEP))
print(sum(w.numel() for w in build_network(SHALLOW).parameters()), "parameters")


# %% after backward
p = {"W1": np.array([[1.0, -2.0], [0.5, 0.3]]), "b1": np.zeros(2), "W2": np.array([[1.0, 2.0]]), "b2": np.zeros(1)}
for key, value in backward(p, np.array([1.0, 2.0]), 1.0).items():
    print(key, value.shape, p[key].shape)
    assert value.shape == p[key].shape


# %% after tanh
z = np.linspace(-3, 3, 7)
assert np.allclose(tanh(z), np.tanh(z))


# %% after margin_losses
y, p = np.array([[1.0, -1.0]]), np.array([[0.3, 0.2]])
for f in (hinge, squared_hinge, cosine_similarity):
    print(f.__name__, f(y, p))
