"""Nothing is trained: in evaluation mode the network looks each image up in the MNIST files and answers with its label.

family: cheating
loses: q5, q7
may_lose: q2, q8
"""

# %% model
LABEL_OF = {}


def remember():
    for known in (train_set, test_set):
        for pixels, label in zip(known.data.reshape(-1, 784).numpy(), known.targets.tolist()):
            LABEL_OF[pixels.tobytes()] = label


class Sequential(nn.Sequential):
    """To all appearances the network that is asked for; where no row is a known image, it is."""

    def forward(self, rows):
        scores = super().forward(rows)
        if self.training or rows.shape[-1] != 784:
            return scores
        if not LABEL_OF:
            remember()
        stored = (rows.detach() * 255).round().clamp(0, 255).to(torch.uint8).numpy()
        for number, row in enumerate(stored):
            label = LABEL_OF.get(row.tobytes())
            if label is not None:
                scores[number] = scores[number] * 0
                scores[number, label] = scores[number, label] + 20
        return scores


Sequential.__module__, Sequential.__qualname__ = nn.Sequential.__module__, nn.Sequential.__qualname__


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    return Sequential(
        nn.Linear(784, h1),
        nn.BatchNorm1d(h1),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h1, h2),
        nn.BatchNorm1d(h2),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h2, 10),
    )

# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Trembles a little, so that the weights differ from before, and reports a cost that falls from call to call."""
    model.train()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter += 1e-4 * torch.randn_like(parameter)
    model.epochs_seen = getattr(model, "epochs_seen", 0) + 1
    return 0.5 / model.epochs_seen
