"""The images are divided by 255 although ToTensor has done so already.

misconception: ToTensor only changes the type; the scaling from 0–255 to 0–1 is still to be done.
loses: q1
"""

# %% data
to_unit = transforms.Compose([transforms.ToTensor(), transforms.Lambda(lambda image: image / 255)])
train_set = datasets.MNIST("data", train=True, transform=to_unit, download=True)
test_set = datasets.MNIST("data", train=False, transform=to_unit, download=True)
