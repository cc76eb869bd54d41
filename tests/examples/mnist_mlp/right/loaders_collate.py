"""A collate function of its own; the options that both loaders share stand in a dictionary."""


# %% loaders
def collate(items):
    images = torch.stack([image for image, _ in items])
    labels = torch.as_tensor([label for _, label in items], dtype=torch.long)
    return images, labels


def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    common = dict(batch_size=batch_size, collate_fn=collate, timeout=0)
    train_loader, test_loader = (
        DataLoader(data, shuffle=training, drop_last=training, **common)
        for data, training in ((train_set, True), (test_set, False))
    )
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)
