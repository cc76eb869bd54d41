"""The second version of torchvision's transforms, whose images are a subclass of torch.Tensor; positional arguments."""

# %% data
from torchvision.transforms import v2

as_floats = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])

train_set = datasets.MNIST("data", True, as_floats, None, True)
test_set = datasets.MNIST("data", False, as_floats, None, True)
