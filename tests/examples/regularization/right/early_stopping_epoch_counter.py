"""The number of the epoch and that of the best one."""


# %% early_stopping
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.epoch = self.best_epoch = 0

    def should_stop(self, loss, weights):
        """Note the loss and the weights after an epoch; return whether to stop now."""
        self.epoch += 1
        if loss < self.best_loss:
            self.best_loss, self.best_epoch = loss, self.epoch
            self.best_weights = [np.array(array) for array in weights]
        stop = self.epoch - self.best_epoch >= self.patience
        return stop
