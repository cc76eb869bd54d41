"""All losses are kept; the best of them is looked up each time, nan as infinity."""


# %% early_stopping
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.losses = []

    def should_stop(self, loss, weights):
        """Note the loss and the weights after an epoch; return whether to stop now."""
        self.losses.append(np.inf if np.isnan(loss) else loss)
        best = int(np.argmin(self.losses))  # the first of equal ones
        self.best_loss = self.losses[best]
        waited = len(self.losses) - 1 - best
        if np.isinf(self.best_loss):
            waited = len(self.losses)
        elif waited == 0:
            self.best_weights = [1 * array for array in weights]
        stop = waited >= self.patience
        return stop
