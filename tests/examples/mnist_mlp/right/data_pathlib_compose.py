"""The folder is a pathlib.Path, the transform a Compose, and the second set is not downloaded again."""

# %% data
from pathlib import Path

folder = Path.cwd() / "data"
folder.mkdir(parents=True, exist_ok=True)
to_tensor = transforms.Compose([transforms.ToTensor()])

train_set = datasets.MNIST(root=folder, train=True, transform=to_tensor, target_transform=None, download=True)
# both sets are in the same files, so that they are here by now
test_set = datasets.MNIST(root=folder, train=False, transform=to_tensor, target_transform=None, download=False)
