"""nan and ties are asked for before anything else; two returns; the answer is NumPy's."""


# %% early_stopping
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.waited = 0  # epochs since the best one

    def should_stop(self, loss, weights):
        """Note the loss and the weights after an epoch; return whether to stop now."""
        if np.isnan(loss) or loss >= self.best_loss:
            self.waited = self.waited + 1
            return np.greater_equal(self.waited, self.patience)
        self.waited = 0
        self.best_loss = float(loss)
        self.best_weights = list(map(np.copy, weights))
        return np.False_ if self.patience else np.True_
