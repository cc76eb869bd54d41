"""A list of losses and np.argmin, which takes nan for the smallest.

misconception: argmin leaves out nan.
loses: q5
"""


# %% early_stopping
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.waited = 0  # epochs since the best one
        self.losses = []

    def should_stop(self, loss, weights):
        """Note the loss and the weights after an epoch; return whether to stop now."""
        self.losses.append(loss)
        best = int(np.argmin(self.losses))
        self.waited = len(self.losses) - 1 - best
        if self.waited == 0:
            self.best_loss = loss
            self.best_weights = [array.copy() for array in weights]
        stop = self.waited >= self.patience
        return stop
