"""Counts down what is left of the patience."""


# %% early_stopping
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.left = patience

    def should_stop(self, loss, weights):
        """Note the loss and the weights after an epoch; return whether to stop now."""
        self.left -= 1
        if not (np.isnan(loss) or self.best_loss <= loss):
            self.best_loss = loss
            self.best_weights = [array + 0 for array in weights]
            self.left = self.patience
        stop = self.left <= 0
        return stop
