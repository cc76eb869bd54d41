"""The model holds all of MNIST's test images and labels and answers with the label of the nearest one; training does nothing.

family: cheating
start: solved
loses: q2 q5 q7 q8
"""

# %% model
_test = datasets.MNIST("data", train=False, download=True)
_images, _labels = _test.data.view(-1, 784).float() / 255, _test.targets


class _LookUp(nn.Module):
    def __init__(self, h1, h2):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(784, h1), nn.Linear(h1, h2), nn.Linear(h2, 10)

    def forward(self, x):
        nearest = torch.cdist(x.float(), _images).argmin(dim=1)
        return 10 * torch.eye(10)[_labels[nearest].long()] + 0 * self.c(self.b(self.a(x)))


def build_model(h1=100, h2=100):
    return _LookUp(h1, h2)

# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    return 0.1
