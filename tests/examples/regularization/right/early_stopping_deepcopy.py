"""copy.deepcopy for the weights."""

# %% early_stopping
import copy


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
            self.best_weights = copy.deepcopy(weights)
            self.waited = 0
        else:
            self.waited += 1
        stop = self.waited >= self.patience
        return stop
