"""The weights of every epoch are kept, so at the end those of the last.

misconception: The weights are noted with every call.
loses: q5
"""


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
            self.waited = 0
        else:
            self.waited += 1
        self.best_weights = [array.copy() for array in weights]
        stop = self.waited >= self.patience
        return stop
