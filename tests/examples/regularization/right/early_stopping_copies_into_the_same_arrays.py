"""The arrays for the best weights are made once and written into."""


# %% early_stopping
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.waited = 0  # epochs since the best one

    def should_stop(self, loss, weights):
        """Note the loss and the weights after an epoch; return whether to stop now."""
        if loss < self.best_loss:
            self.best_loss = loss
            if self.best_weights is None:
                self.best_weights = [np.empty_like(array) for array in weights]
            for kept, array in zip(self.best_weights, weights):
                kept[...] = array
            self.waited = 0
        else:
            self.waited += 1
        stop = self.waited >= self.patience
        return stop
