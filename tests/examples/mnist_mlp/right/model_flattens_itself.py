"""The model flattens by itself, so it takes images as well as rows; training leaves the flattening to a helper, too."""


# %% model
class ImageNet28(nn.Sequential):
    def forward(self, images):
        rows = images.flatten(start_dim=1)
        return super().forward(rows)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    model = ImageNet28()
    model.add_module("a", nn.Linear(784, h1))
    model.add_module("b", nn.BatchNorm1d(h1))
    model.add_module("c", nn.ReLU())
    model.add_module("d", nn.Dropout(0.3))
    model.add_module("e", nn.Linear(h1, h2))
    model.add_module("f", nn.BatchNorm1d(h2))
    model.add_module("g", nn.ReLU())
    model.add_module("h", nn.Dropout(0.3))
    model.add_module("i", nn.Linear(h2, 10))
    return model


# it takes both
print(build_model()(torch.rand(4, 784)).shape, build_model()(torch.rand(4, 1, 28, 28)).shape)


# %% evaluate
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` classifies correctly, a number from 0 to 1."""
    model.eval()
    right = 0
    with torch.no_grad():
        for images, labels in DataLoader(dataset, batch_size=1000):
            right += (model(nn.Flatten()(images)).argmax(-1) == labels).sum().item()
    return right / len(dataset)
