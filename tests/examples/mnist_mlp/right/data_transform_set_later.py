"""The sets are loaded as pictures first and get their transform afterwards."""

# %% data
train_set = datasets.MNIST("data", train=True, download=True)
test_set = datasets.MNIST("data", train=False, download=True)
print("a picture:", train_set[0][0])

for dataset in (train_set, test_set):
    dataset.transform = transforms.Compose([transforms.PILToTensor(), transforms.ConvertImageDtype(torch.float32)])
print("a tensor:", train_set[0][0].shape, train_set[0][0].dtype)
