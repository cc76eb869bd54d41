# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] lang="en"
# # Learning without learning by heart
#
# A network with tens of thousands of weights can remember a few hundred images one by one. It then makes no mistake on them,
# and many on others: it **overfits**. Everything that holds it back from that is called **regularisation**. You will write
# the usual means yourself, with NumPy: penalties on the weights, dropout, batch normalisation, stopping in time. Then you
# will see in Keras what each of them does.
#
# Each question asks for a few lines, at the places marked `Fill this blank!`. Below each question a cell
# `grader.check("q…")` tells you what is right and what is not. The tests are the ones you will be graded with; only the data
# and the random seeds differ. What a function is called, what it takes and what it returns is fixed by its first lines; how you
# write the inside is up to you.
#
# Random seeds: a function that makes or initializes a network draws new weights at each call, so set no seed inside it. A
# function that trains, or compares trainings, may set one before it starts.

# %% [markdown] lang="ko"
# # 외우지 않고 배우기
#
# 가중치가 수만 개인 신경망은 이미지 몇백 장쯤은 한 장 한 장 외울 수 있습니다. 그러면 그 이미지에서는 틀리지 않지만 다른
# 이미지에서는 많이 틀립니다. 이것이 **과적합(overfitting)** 입니다. 과적합을 막아 주는 모든 것을 **정규화(regularisation)**
# 라고 합니다. 흔히 쓰는 방법들, 즉 가중치에 매기는 벌점, 드롭아웃, 배치 정규화, 제때 멈추기를 NumPy로 직접 작성하고, 각각이
# 어떤 일을 하는지 Keras에서 살펴봅니다.
#
# 문제마다 `Fill this blank!` 라고 표시된 곳에 몇 줄만 채우면 됩니다. 문제 아래의 `grader.check("q…")` 셀을 실행하면 무엇이
# 맞고 무엇이 틀렸는지 알려 줍니다. 채점에도 같은 테스트를 쓰며, 데이터와 난수 시드만 다릅니다. 함수의 이름과 인자, 반환값은
# 함수의 첫 줄에 정해져 있고, 안을 어떻게 작성할지는 자유입니다.
#
# 난수 시드: 신경망을 만들거나 초기화하는 함수는 호출할 때마다 새 가중치를 뽑아야 하므로 그 안에서 시드를 고정하지 마세요. 학습을
# 하거나 학습을 비교하는 함수에서는 시작하기 전에 시드를 고정해도 됩니다.

# %% name="imports"
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"  # TensorFlow greets less
import matplotlib.pyplot as plt
import numpy as np
from tensorflow import keras

# %% [markdown] lang="en"
# ## Question 1. A price for large weights
#
# A network that bends itself around every single image needs large weights. So let weights cost something: add to the loss
#
# | | penalty | |
# | --- | --- | --- |
# | L2 | $\lambda \sum w^2$ | expensive where a weight is large, almost free where it is small |
# | L1 | $\lambda \sum \lvert w\rvert$ | the same price for each bit of weight, large or small |
#
# Write both penalties and their gradients (what each weight's gradient gets on top). At $w = 0$ take 0 for the slope of
# $\lvert w\rvert$.

# %% [markdown] lang="ko"
# ## 문제 1. 큰 가중치에 값을 매기기
#
# 이미지 한 장 한 장에 맞추어 휘어지려면 신경망에는 큰 가중치가 필요합니다. 그러니 가중치에 값을 매깁시다. 손실에 다음을
# 더합니다.
#
# | | 벌점 | |
# | --- | --- | --- |
# | L2 | $\lambda \sum w^2$ | 큰 가중치는 비싸고, 작은 가중치는 거의 공짜 |
# | L1 | $\lambda \sum \lvert w\rvert$ | 크든 작든 가중치 한 조각의 값이 같음 |
#
# 두 벌점과 그 기울기(각 가중치의 기울기에 더해지는 값)를 작성하세요. $w = 0$에서는 $\lvert w\rvert$의 기울기를 0으로 합니다.


# %% name="penalties"
def l2_penalty(w, lam=0.001):
    """Return the L2 penalty of the weights w, a number."""
    penalty = lam * np.sum(w**2)  # SOLUTION
    return penalty


def l2_gradient(w, lam=0.001):
    """Return the derivative of the L2 penalty by each weight, an array like w."""
    gradient = 2 * lam * w  # SOLUTION
    return gradient


def l1_penalty(w, lam=0.001):
    """Return the L1 penalty of the weights w, a number."""
    penalty = lam * np.sum(np.abs(w))  # SOLUTION
    return penalty


def l1_gradient(w, lam=0.001):
    """Return the derivative of the L1 penalty by each weight, an array like w."""
    gradient = lam * np.sign(w)  # SOLUTION
    return gradient


# %% [markdown] lang="en"
# What do they do to weights that nothing else pulls at? A step against the L2 gradient makes every weight smaller by the
# same *factor*: **weight decay**. A step against the L1 gradient makes it smaller by the same *amount*. A weight that is
# smaller than that amount would jump over zero and back again for ever; let it **stop at exactly 0** instead. That is why L1
# leaves few weights that are not zero.

# %% [markdown] lang="ko"
# 달리 당기는 힘이 없을 때 벌점은 가중치를 어떻게 할까요? L2 기울기 반대로 한 걸음 가면 모든 가중치가 같은 *비율*로
# 줄어듭니다. 이것을 **가중치 감쇠(weight decay)** 라고 합니다. L1 기울기 반대로 가면 같은 *양*만큼 줄어듭니다. 그 양보다
# 작은 가중치는 0을 뛰어넘었다가 되돌아오기를 끝없이 되풀이할 것이므로, 그러는 대신 **정확히 0에서 멈추게** 합니다. L1을 쓰면
# 0이 아닌 가중치가 얼마 남지 않는 것은 이 때문입니다.


# %% name="penalty_steps"
def l2_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L2 gradient."""
    after = w - lr * l2_gradient(w, lam)  # SOLUTION
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after a step of size lr against the L1 gradient, in which no weight crosses 0."""
    after = np.sign(w) * np.maximum(np.abs(w) - lr * lam, 0)  # SOLUTION
    return after


# %%
grader.check("q1")

# %% tags=["otter_ignore"]
w = np.linspace(-1, 1, 9)
figure, axes = plt.subplots(1, 2, figsize=(9, 2.8), sharey=True, layout="constrained")
for ax, step in zip(axes, (l2_step, l1_step)):
    path = [w]
    for _ in range(100):
        path.append(step(path[-1], lr=10))
    ax.plot(path)
    ax.set(title=step.__name__, xlabel="step")
axes[0].set_ylabel("weight")
plt.show()

# %% [markdown] lang="en"
# ## Question 2. Dropout
#
# In training, switch each unit off with probability `rate`, by a fresh draw for every number in the batch (Srivastava et
# al., 2014). No unit can then rely on one certain other unit. To keep the sum that the next layer sees the same on average,
# the units that stay are divided by $1 - \text{rate}$ (*inverted* dropout); in use nothing needs to be done at all.
#
# Backwards, the gradient passes where the signal has passed, **scaled in the same way**: the mask has to be remembered.

# %% [markdown] lang="ko"
# ## 문제 2. 드롭아웃
#
# 훈련할 때 유닛을 `rate`의 확률로 끕니다. 배치에 있는 수 하나하나마다 새로 뽑습니다(Srivastava et al., 2014). 그러면 어느
# 유닛도 특정한 다른 유닛에 기댈 수 없습니다. 다음 층이 보는 합이 평균적으로 같도록, 남은 유닛은 $1 - \text{rate}$로
# 나눕니다(*inverted* dropout). 그러면 사용할 때는 아무것도 할 필요가 없습니다.
#
# 거꾸로 갈 때 기울기는 신호가 지나간 곳으로 **같은 배율로** 지나갑니다. 그래서 마스크를 기억해 두어야 합니다.


# %% name="dropout"
class Dropout:
    def __init__(self, rate=0.2):
        self.rate = rate
        self.mask = None

    def forward(self, x, training, rng):
        """Return x (N, D) with units dropped if `training`, else as it is. `rng` is a np.random.Generator."""
        if training:
            # what each number is multiplied by: 0, or what makes up for those that are dropped
            self.mask = (rng.random(x.shape) >= self.rate) / (1 - self.rate)  # SOLUTION
            out = x * self.mask  # SOLUTION
        else:
            out = x  # SOLUTION
        return out

    def backward(self, dout):
        """Return the gradient by x, given the gradient by what the last `forward` in training returned."""
        dx = dout * self.mask  # SOLUTION
        return dx


# %%
grader.check("q2")

# %% [markdown] lang="en"
# ## Question 3. Batch normalisation
#
# Batch normalisation (Ioffe & Szegedy, 2015) brings each unit to mean 0 and variance 1 over the batch, then lets it learn a
# scale γ and a shift β:
#
# $$\hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}},\qquad y = \gamma \hat x + \beta$$
#
# It was meant to make training easier, and does. It also regularises a little: what an image looks like to the network
# depends on which other images happen to be in the batch.
#
# In use there is no batch, so **running averages** take the place of μ and σ². With the momentum $m = 0.1$, each training
# batch moves them:
#
# $$\text{running} \leftarrow (1 - m)\,\text{running} + m\,\text{new}$$
#
# One catch: the batch is normalised with the variance that divides by $N$; the running average takes the *unbiased* one,
# which divides by $N - 1$. (So does PyTorch's `BatchNorm1d`, with which yours will be compared.)

# %% [markdown] lang="ko"
# ## 문제 3. 배치 정규화
#
# 배치 정규화(Ioffe & Szegedy, 2015)는 유닛마다 배치에서 평균을 0, 분산을 1로 만든 다음, 크기 γ와 이동 β를 배우게 합니다.
#
# $$\hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}},\qquad y = \gamma \hat x + \beta$$
#
# 원래는 학습을 쉽게 하려고 만든 것이고, 실제로 그렇습니다. 그런데 약간의 정규화 효과도 있습니다. 한 이미지가 신경망에 어떻게
# 보이는지가 같은 배치에 우연히 들어온 다른 이미지들에 달려 있기 때문입니다.
#
# 사용할 때는 배치가 없으므로 μ와 σ² 대신 **이동 평균**을 씁니다. 모멘텀을 $m = 0.1$이라 하면 훈련 배치마다 다음과 같이 옮겨
# 갑니다.
#
# $$\text{running} \leftarrow (1 - m)\,\text{running} + m\,\text{new}$$
#
# 주의할 점이 하나 있습니다. 배치를 정규화할 때는 $N$으로 나눈 분산을 쓰고, 이동 평균에는 $N - 1$로 나눈 *불편(unbiased)*
# 분산을 씁니다. (여러분의 것과 비교할 PyTorch의 `BatchNorm1d`도 그렇게 합니다.)
#
# 거꾸로 갈 때는 μ와 σ²도 $x$에 따라 변한다는 점을 잊지 마세요. $\hat g = \gamma\, \partial L / \partial y$라 하고, 평균을
# 배치에 대해 구하면

# %% [markdown] lang="en"
# Backwards, do not forget that μ and σ² depend on $x$, too. With $\hat g = \gamma\, \partial L / \partial y$, and means over
# the batch,

# %% [markdown]
# $$\frac{\partial L}{\partial x} = \frac{1}{\sqrt{\sigma^2 + \varepsilon}}
# \left(\hat g - \overline{\hat g} - \hat x\, \overline{\hat g\, \hat x}\right),\qquad
# \frac{\partial L}{\partial \gamma} = \sum \frac{\partial L}{\partial y}\,\hat x,\qquad
# \frac{\partial L}{\partial \beta} = \sum \frac{\partial L}{\partial y}$$


# %% name="batch_norm"
class BatchNorm:
    def __init__(self, units, momentum=0.1, eps=1e-5):
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.running_mean, self.running_var = np.zeros(units), np.ones(units)
        self.momentum, self.eps = momentum, eps

    def forward(self, x, training):
        """Return x (N, units), normalised with the batch's statistics if `training`, else with the running averages."""
        if training:
            mean = x.mean(axis=0)  # SOLUTION
            var = x.var(axis=0)  # SOLUTION
            # the running averages
            # BEGIN SOLUTION
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * x.var(axis=0, ddof=1)
            # END SOLUTION
        else:
            mean = self.running_mean  # SOLUTION
            var = self.running_var  # SOLUTION
        # kept for `backward`
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std  # SOLUTION
        out = self.gamma * self.x_hat + self.beta  # SOLUTION
        return out

    def backward(self, dout):
        """Return the gradients by x, gamma and beta, given the gradient by what the last `forward`, one in training, returned."""
        dgamma = (dout * self.x_hat).sum(axis=0)  # SOLUTION
        dbeta = dout.sum(axis=0)  # SOLUTION
        # BEGIN SOLUTION
        g = dout * self.gamma
        dx = (g - g.mean(axis=0) - self.x_hat * (g * self.x_hat).mean(axis=0)) / self.std
        # END SOLUTION
        return dx, dgamma, dbeta


# %%
grader.check("q3")

# %% [markdown] lang="en"
# ## Question 4. The same in Keras
#
# A network 784 → 64 → 32 → 10 in eight versions that differ in their **hidden layers** only. A version is a function that
# takes the number of units and returns the list of Keras layers that make up one hidden layer; `build` puts them together.
# The plain one is finished.
#
# | | a hidden layer |
# | --- | --- |
# | `plain` | dense, ReLU |
# | `he_normal` | the same, the weights drawn from He's normal distribution |
# | `l2` | the same as plain, with an L2 penalty of 0.001 on the weights |
# | `l1` | with an L1 penalty of 0.001 on the weights |
# | `dropout` | with dropout 0.2 after the ReLU |
# | `dropout_l1` | with dropout 0.2 after the ReLU, *and* an L1 penalty of 0.01 |
# | `batch_norm` | dense, batch normalisation, ReLU |
# | `batch_norm_leaky` | dense, batch normalisation, LeakyReLU with the slope 0.2 |

# %% [markdown] lang="ko"
# ## 문제 4. Keras로 똑같이
#
# 784 → 64 → 32 → 10 신경망을 **은닉층**만 다르게 하여 여덟 가지로 만듭니다. 각각은 유닛 수를 받아, 은닉층 하나를 이루는
# Keras 층의 목록을 돌려주는 함수입니다. `build`가 이것을 하나로 모읍니다. `plain`은 이미 완성되어 있습니다.
#
# | | 은닉층 하나 |
# | --- | --- |
# | `plain` | dense, ReLU |
# | `he_normal` | 위와 같고, 가중치를 He 정규 분포에서 뽑음 |
# | `l2` | plain과 같고, 가중치에 0.001의 L2 벌점 |
# | `l1` | 가중치에 0.001의 L1 벌점 |
# | `dropout` | ReLU 뒤에 드롭아웃 0.2 |
# | `dropout_l1` | ReLU 뒤에 드롭아웃 0.2, *그리고* 0.01의 L1 벌점 |
# | `batch_norm` | dense, 배치 정규화, ReLU |
# | `batch_norm_leaky` | dense, 배치 정규화, 기울기 0.2의 LeakyReLU |

# %% name="keras_layers"
layers, regularizers = keras.layers, keras.regularizers


def plain(units):
    return [layers.Dense(units, activation="relu")]


def he_normal(units):
    hidden = [layers.Dense(units, activation="relu", kernel_initializer="he_normal")]  # SOLUTION
    return hidden


def l2(units):
    hidden = [layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L2(0.001))]  # SOLUTION
    return hidden


def l1(units):
    hidden = [layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L1(0.001))]  # SOLUTION
    return hidden


def dropout(units):
    hidden = [layers.Dense(units, activation="relu"), layers.Dropout(0.2)]  # SOLUTION
    return hidden


def dropout_l1(units):
    # BEGIN SOLUTION
    hidden = [
        layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L1(0.01)),
        layers.Dropout(0.2),
    ]
    # END SOLUTION
    return hidden


def batch_norm(units):
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.ReLU()]  # SOLUTION
    return hidden


def batch_norm_leaky(units):
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.LeakyReLU(negative_slope=0.2)]  # SOLUTION
    return hidden


# %% name="build"
VERSIONS = [plain, he_normal, l2, l1, dropout, dropout_l1, batch_norm, batch_norm_leaky]


def build(hidden):
    """Return a new network 784 → 64 → 32 → 10 whose hidden layers `hidden` makes."""
    return keras.Sequential([layers.Input((784,)), *hidden(64), *hidden(32), layers.Dense(10, activation="softmax")])


# %%
grader.check("q4")

# %% [markdown] lang="en"
# ## Question 5. Stopping in time
#
# The cheapest means of all: watch the loss on images that are not trained on (the **validation loss**), and stop when it no
# longer falls. It jumps up and down, so wait a little: stop when it has not been below its best value for `patience` epochs
# in a row. Then go back to the weights of the best epoch.
#
# After each epoch `should_stop` is given the validation loss and the weights, a list of arrays. **Copy** the weights if you
# keep them: the training goes on in the same arrays. A loss as good as the best one is no improvement, and one that is not a
# number never is.

# %% [markdown] lang="ko"
# ## 문제 5. 제때 멈추기
#
# 가장 값싼 방법입니다. 훈련에 쓰지 않는 이미지에서의 손실(**검증 손실**)을 지켜보다가 더 줄어들지 않으면 멈춥니다. 검증
# 손실은 오르내리므로 조금 기다려 줍니다. `patience` 에폭 동안 잇따라 최저값 아래로 내려가지 않으면 멈추고, 가장 좋았던
# 에폭의 가중치로 되돌아갑니다.
#
# 에폭이 끝날 때마다 `should_stop`은 검증 손실과 가중치(배열의 목록)를 받습니다. 가중치를 간직하려면 **복사**하세요. 학습은
# 같은 배열에서 계속됩니다. 최저값과 같은 손실은 나아진 것이 아니며, 숫자가 아닌 값(nan)도 마찬가지입니다.


# %% name="early_stopping"
class EarlyStopping:
    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.waited = 0  # epochs since the best one

    def should_stop(self, loss, weights):
        """Note the loss and the weights after an epoch; return whether to stop now."""
        # BEGIN SOLUTION
        if loss < self.best_loss:
            self.best_loss = loss
            self.best_weights = [array.copy() for array in weights]
            self.waited = 0
        else:
            self.waited += 1
        # END SOLUTION
        stop = self.waited >= self.patience  # SOLUTION
        return stop


# %% [markdown] lang="en"
# The next function, which is finished, uses it: it trains a Keras model until yours says stop, and puts the best weights back.

# %% [markdown] lang="ko"
# 이미 완성된 아래 함수가 그것을 사용합니다. 여러분의 `should_stop`이 멈추라고 할 때까지 Keras 모델을 학습하고, 가장 좋았던
# 가중치를 되돌려 놓습니다.


# %% name="fit_until_stopped"
def fit_until_stopped(model, train, validation, patience, epochs=100):
    """Train a compiled model for at most `epochs` epochs; return the number of epochs it took."""
    stopper = EarlyStopping(patience)
    for epoch in range(epochs):
        loss = model.fit(*train, validation_data=validation, batch_size=50, verbose=0).history["val_loss"][-1]
        if stopper.should_stop(loss, model.get_weights()):
            break
    model.set_weights(stopper.best_weights)
    return epoch + 1


# %%
grader.check("q5")

# %% [markdown] lang="en"
# ## Question 6. What does it help?
#
# To make overfitting easy, let there be only 500 images to train on. Train a version on them: Adam, batches of 50, the loss
# for labels that are whole numbers. The loss that Keras reports contains the penalties, so it cannot be compared; let it
# also report the bare **cross-entropy**, as a metric that is called `"crossentropy"`.

# %% [markdown] lang="ko"
# ## 문제 6. 무엇이 도움이 될까?
#
# 과적합이 잘 일어나도록 훈련 이미지를 500장만 씁니다. 한 가지 모델을 그 이미지로 학습합니다. Adam, 50장씩의 배치, 정수
# 레이블을 위한 손실을 쓰세요. Keras가 알려 주는 손실에는 벌점이 들어 있어 서로 비교할 수 없으므로, 순수한 **교차
# 엔트로피**도 `"crossentropy"`라는 이름의 지표로 알리게 하세요.

# %% name="digits"
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def prepare(images):
    """Return whole-number pixels (n, 28, 28) as rows (n, 784) of floats between 0 and 1."""
    return images.reshape(-1, 784).astype("float32") / 255


# %% name="train_version"
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; `train` and `validation` are pairs (rows, labels).

    Returns the network and its history: a dictionary with the lists "crossentropy", "val_crossentropy" and others.
    """
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    # build, compile with that metric, fit
    # BEGIN SOLUTION
    model = build(hidden)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    history = model.fit(*train, batch_size=50, epochs=epochs, validation_data=validation, verbose=0).history
    # END SOLUTION
    return model, history


# %% [markdown] lang="en"
# How much a network has learnt by heart shows in the **gap**: its cross-entropy on the validation images minus that on the
# images it was trained on. Compute both for the trained network *as it is used*, with nothing dropped, so do not take them
# from the history: let it predict, and average $-\log p$ at the right label.

# %% [markdown] lang="ko"
# 신경망이 얼마나 외웠는지는 **격차(gap)** 에 나타납니다. 검증 이미지에서의 교차 엔트로피에서 훈련 이미지에서의 교차
# 엔트로피를 뺀 값입니다. 둘 다 학습이 끝난 신경망을 *사용할 때처럼*, 아무것도 끄지 않은 상태에서 구해야 하므로 history에서
# 가져오지 마세요. 예측하게 한 다음, 정답 레이블의 $-\log p$를 평균하세요.


# %% name="gap"
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus that on `train`, both pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return -np.log(np.maximum(right, 1e-7)).mean()  # SOLUTION

    difference = crossentropy(*validation) - crossentropy(*train)  # SOLUTION
    return difference


# %% [markdown] lang="en"
# And a figure: the validation cross-entropy over the epochs, **one labelled curve for each version**, names at both axes.

# %% [markdown] lang="ko"
# 그리고 그림을 그립니다. 에폭에 따른 검증 교차 엔트로피를 **모델마다 이름표가 붙은 곡선 하나**로 그리고, 두 축에 이름을
# 붙이세요.


# %% name="validation_plot"
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    # BEGIN SOLUTION
    for name, history in histories.items():
        ax.plot(range(1, len(history["val_crossentropy"]) + 1), history["val_crossentropy"], label=name)
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    ax.legend()
    # END SOLUTION
    return figure


# %% [markdown] lang="en"
# The check trains two networks on 500 images; it takes some twenty seconds.

# %% [markdown] lang="ko"
# 아래 테스트는 이미지 500장으로 신경망 두 개를 학습하며, 20초쯤 걸립니다.

# %%
grader.check("q6")

# %% [markdown] lang="en"
# All eight, 60 epochs each: a minute or two.

# %% [markdown] lang="ko"
# 여덟 가지를 60에폭씩 학습합니다. 1–2분쯤 걸립니다.

# %% tags=["otter_ignore"]
keras.utils.set_random_seed(0)
few, validation = (prepare(x_train[:500]), y_train[:500]), (prepare(x_test[:2000]), y_test[:2000])
histories = {}
for hidden in VERSIONS:
    model, histories[hidden.__name__] = train_version(hidden, few, validation, epochs=60)
    last = histories[hidden.__name__]["val_crossentropy"][-1]
    print(f"{hidden.__name__:17} validation cross-entropy {last:.3f}   gap {gap(model, few, validation):.3f}")
figure = validation_plot(histories)
figure.axes[0].set_ylim(0.3, 1.5)
plt.show()

# %% [markdown] lang="en"
# The plain network's curve turns upwards: from there on, it only learns by heart. And how would it have done if it had been
# stopped in time?

# %% [markdown] lang="ko"
# plain의 곡선은 어느 순간부터 위로 향합니다. 거기서부터는 외우기만 하는 것입니다. 제때 멈추었다면 어땠을까요?

# %% tags=["otter_ignore"]
keras.utils.set_random_seed(0)
model = build(plain)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
epochs = fit_until_stopped(model, few, validation, patience=3)
print(
    f"stopped after {epochs} epochs; gap {gap(model, few, validation):.3f}, validation loss {model.evaluate(*validation, verbose=0):.3f}"
)

# %% [markdown] lang="en"
# ## What to take away
#
# - Overfitting shows in the gap between validation and training loss, not in the training loss.
# - L2 makes weights small, L1 makes most of them zero. Too much of it, and the network learns nothing at all: the right λ
#   has to be tried.
# - Dropout and batch normalisation behave differently in training and in use. Their backward passes need what the forward
#   pass has kept.
# - Batch normalisation mainly makes training easier. With few images and small batches it is no cure for overfitting.
# - Early stopping costs nothing. Keep the best weights, not the last.
#
# To read on: Hinton et al., *Improving neural networks by preventing co-adaptation of feature detectors* (2012); Srivastava
# et al., *Dropout: a simple way to prevent neural networks from overfitting* (2014); Ioffe & Szegedy, *Batch normalization:
# accelerating deep network training by reducing internal covariate shift* (2015); Prechelt, *Early stopping – but when?*
# (1998).

# %% [markdown] lang="ko"
# ## 정리
#
# - 과적합은 훈련 손실이 아니라 검증 손실과 훈련 손실의 격차에 나타납니다.
# - L2는 가중치를 작게 하고, L1은 대부분을 0으로 만듭니다. 지나치면 신경망은 아무것도 배우지 못합니다. 알맞은 λ는 시험해
#   보아야 압니다.
# - 드롭아웃과 배치 정규화는 훈련할 때와 사용할 때 다르게 동작합니다. 거꾸로 갈 때는 앞으로 갈 때 남겨 둔 것이 필요합니다.
# - 배치 정규화는 주로 학습을 쉽게 합니다. 이미지가 적고 배치가 작으면 과적합의 해결책이 되지 못합니다.
# - 조기 종료에는 아무 비용도 들지 않습니다. 마지막이 아니라 가장 좋았던 가중치를 간직하세요.
#
# 더 읽을거리: Hinton et al., *Improving neural networks by preventing co-adaptation of feature detectors* (2012); Srivastava
# et al., *Dropout: a simple way to prevent neural networks from overfitting* (2014); Ioffe & Szegedy, *Batch normalization:
# accelerating deep network training by reducing internal covariate shift* (2015); Prechelt, *Early stopping – but when?*
# (1998).
