"""criterion is an object of a plain class: the summed cross-entropy divided by the number of images."""


# %% loss
class MeanCrossEntropy:
    def __init__(self):
        self.total = nn.CrossEntropyLoss(reduction="sum")

    def __call__(self, scores, labels):
        return self.total(scores, labels) / len(labels)


criterion = MeanCrossEntropy()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimizer for all parameters of `model`."""
    optimizer = torch.optim.Adam([{"params": model.parameters(), "lr": learning_rate}])
    return optimizer
