"""Korean names and comments."""


# %% penalties
def l2_penalty(w, lam=0.001):
    """Return the L2 penalty of the weights w, a number."""
    제곱합 = (w * w).sum()
    penalty = lam * 제곱합
    return penalty


def l2_gradient(w, lam=0.001):
    """Return the derivative of the L2 penalty by each weight, an array like w."""
    gradient = 2 * lam * w
    return gradient


def l1_penalty(w, lam=0.001):
    """Return the L1 penalty of the weights w, a number."""
    절댓값합 = np.abs(w).sum()  # 절댓값을 모두 더함
    penalty = lam * 절댓값합
    return penalty


def l1_gradient(w, lam=0.001):
    """Return the derivative of the L1 penalty by each weight, an array like w."""
    gradient = lam * np.sign(w)
    return gradient


# %% dropout
class Dropout:
    def __init__(self, rate=0.2):
        self.rate = rate
        self.mask = None

    def forward(self, x, training, rng):
        """Return x (N, D) with units dropped if `training`, else as it is. `rng` is a np.random.Generator."""
        if training:
            # what each number is multiplied by: 0, or what makes up for those that are dropped
            남길_확률 = 1 - self.rate
            남김 = rng.random(x.shape) < 남길_확률
            self.mask = 남김 / 남길_확률
            out = x * self.mask
        else:
            out = x  # 사용할 때는 그대로
        return out

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        dx = dout * self.mask
        return dx


# %% early_stopping
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.waited = 0  # epochs since the best one

    def should_stop(self, loss, weights):
        """Note the loss and the weights after an epoch; return whether to stop now."""
        나아짐 = loss < self.best_loss  # nan이면 False
        if 나아짐:
            self.best_loss = loss
            self.best_weights = [배열.copy() for 배열 in weights]
            self.waited = 0
        else:
            self.waited += 1
        stop = self.waited >= self.patience
        return stop


# %% gap
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return -np.log(np.maximum(right, 1e-7)).mean()

    검증, 훈련 = crossentropy(*validation), crossentropy(*train)
    difference = 검증 - 훈련
    return difference


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for 이름, 기록 in histories.items():
        값 = 기록["val_crossentropy"]
        ax.plot(range(1, len(값) + 1), 값, label=이름)
    ax.set(xlabel="에폭", ylabel="검증 교차 엔트로피")
    ax.legend()
    return figure
