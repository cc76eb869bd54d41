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
# A network with tens of thousands of weights can memorize a few hundred images one by one. It then makes no mistakes on
# these images, but many on others: it **overfits**. Everything that works against overfitting is called
# **regularization**.
#
# You will write the usual methods yourself in NumPy: penalties on the weights, dropout, batch normalization and early
# stopping. Then you will see in Keras what each of them does.
#
# **How this notebook works**
#
# - Fill in the places marked `Fill this blank!`. Each needs a few lines.
# - Run the cell `grader.check("q…")` below each question. It tells you what is right and what is not. You will be graded
#   with the same tests, on other data and with other random seeds.
# - Keep the name, the arguments and the return value of each function as the given code states them. How you write the
#   inside is up to you.
# - Random seeds: a function that builds or initializes a network has to draw new weights at each call, so do not set a
#   seed inside it. A function that trains networks or compares them may set one before it starts.

# %% [markdown] lang="ko"
# # 외우지 않고 배우기
#
# 가중치(weight)가 수만 개인 신경망은 이미지 몇백 장쯤은 한 장 한 장 외울 수 있습니다. 그러면 그 이미지에서는 틀리지
# 않지만 다른 이미지에서는 많이 틀립니다. 이것이 **과적합(overfitting)** 입니다. 과적합을 막는 방법을 모두
# **규제(regularization)** 라고 합니다.
#
# 흔히 쓰는 방법인 가중치 페널티(penalty), 드롭아웃(dropout), 배치 정규화(batch normalization), 조기 종료(early
# stopping)를 NumPy로 직접 작성합니다. 그런 다음 각각이 어떤 일을 하는지 Keras에서 살펴봅니다.
#
# **이 노트북을 푸는 방법**
#
# - `Fill this blank!`라고 표시된 곳을 채웁니다. 한 곳에 몇 줄이면 됩니다.
# - 문제 아래에 있는 `grader.check("q…")` 셀을 실행하면 무엇이 맞고 무엇이 틀렸는지 알려 줍니다. 채점에도 같은 테스트를
#   쓰며, 데이터와 난수 시드만 다릅니다.
# - 함수의 이름, 인자, 반환값은 주어진 코드에 적힌 대로 두세요. 함수 안을 어떻게 작성할지는 자유입니다.
# - 난수 시드(random seed): 신경망을 만들거나 초기화하는 함수는 호출할 때마다 새 가중치를 뽑아야 하므로, 그 안에서 시드를
#   고정하지 마세요. 신경망을 학습하거나 비교하는 함수에서는 시작하기 전에 시드를 고정해도 됩니다.

# %% name="imports"
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"  # fewer log messages from TensorFlow
import matplotlib.pyplot as plt
import numpy as np
from tensorflow import keras

# %% [markdown] lang="en"
# ## Question 1. Penalties on large weights
#
# A network needs large weights to fit every single image exactly. So make large weights costly: add a penalty to the
# loss.
#
# | | penalty | effect |
# | --- | --- | --- |
# | L2 | $\lambda \sum w^2$ | pulls hard on large weights, and hardly at all on small ones |
# | L1 | $\lambda \sum \lvert w\rvert$ | pulls equally hard on all weights, large or small |
#
# Write both penalties and their gradients, which are added to the gradients of the loss. At $w = 0$ take 0 for the
# derivative of $\lvert w\rvert$.

# %% [markdown] lang="ko"
# ## 문제 1. 큰 가중치에 페널티 주기
#
# 이미지 한 장 한 장에 정확히 맞추려면 신경망에는 큰 가중치가 필요합니다. 그러니 손실(loss)에 페널티를 더해서, 가중치가
# 크면 손실도 커지게 합니다.
#
# | | 페널티 | 효과 |
# | --- | --- | --- |
# | L2 | $\lambda \sum w^2$ | 큰 가중치는 세게 당기고, 작은 가중치는 거의 당기지 않습니다 |
# | L1 | $\lambda \sum \lvert w\rvert$ | 크든 작든 모든 가중치를 똑같은 힘으로 당깁니다 |
#
# 두 페널티와 그 그래디언트(gradient)를 작성하세요. 이 그래디언트는 손실의 그래디언트에 더해집니다. $w = 0$에서
# $\lvert w\rvert$의 도함수 값은 0으로 합니다.


# %% name="penalties"
def l2_penalty(w, lam=0.001):
    """Return the L2 penalty of the weights w: a number."""
    penalty = lam * np.sum(w**2)  # SOLUTION
    return penalty


def l2_gradient(w, lam=0.001):
    """Return the gradient of the L2 penalty with respect to w: an array like w."""
    gradient = 2 * lam * w  # SOLUTION
    return gradient


def l1_penalty(w, lam=0.001):
    """Return the L1 penalty of the weights w: a number."""
    penalty = lam * np.sum(np.abs(w))  # SOLUTION
    return penalty


def l1_gradient(w, lam=0.001):
    """Return the gradient of the L1 penalty with respect to w: an array like w."""
    gradient = lam * np.sign(w)  # SOLUTION
    return gradient


# %% [markdown] lang="en"
# What do the penalties do to weights on which nothing else pulls?
#
# - A step against the **L2** gradient makes every weight smaller by the same *factor*. This is called **weight decay**.
# - A step against the **L1** gradient makes every weight smaller by the same *amount*. A weight smaller than that amount
#   would jump over zero, and back again, forever. So let it **stop at exactly 0**. This is why L1 leaves only a few
#   weights that are not zero.

# %% [markdown] lang="ko"
# 페널티 말고는 아무 힘도 받지 않는 가중치는 어떻게 될까요?
#
# - **L2** 그래디언트 반대 방향으로 한 걸음(스텝, step) 가면 모든 가중치가 같은 *비율*로 줄어듭니다. 이것을 **가중치
#   감쇠(weight decay)** 라고 합니다.
# - **L1** 그래디언트 반대 방향으로 한 스텝 가면 모든 가중치의 크기가 같은 *양*만큼 줄어듭니다. 그 양보다 작은 가중치는
#   0을 뛰어넘었다가 되돌아오기를 끝없이 되풀이하게 됩니다. 그러는 대신 **정확히 0에서 멈추게** 하세요. L1을 쓰면 0이 아닌
#   가중치가 얼마 남지 않는 것은 이 때문입니다.


# %% name="penalty_steps"
def l2_step(w, lr, lam=0.001):
    """Return the weights after one step against the L2 gradient with learning rate lr."""
    after = w - lr * l2_gradient(w, lam)  # SOLUTION
    return after


def l1_step(w, lr, lam=0.001):
    """Return the weights after one step against the L1 gradient with learning rate lr; no weight crosses 0."""
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
# Dropout (Srivastava et al., 2014) keeps units from relying on each other. In training it sets each number in the batch
# to 0 with probability `rate`, with a separate random draw for each number.
#
# The next layer should see the same sum on average. So the numbers that remain are divided by $1 - \text{rate}$
# (*inverted* dropout). Then there is nothing to do at inference time.
#
# In the backward pass the gradient goes where the signal went, **with the same scale**. So the layer has to remember the
# mask.

# %% [markdown] lang="ko"
# ## 문제 2. 드롭아웃
#
# 드롭아웃(Srivastava et al., 2014)은 유닛(unit)이 서로에게 기대지 못하게 합니다. 훈련할 때 배치(batch)에 있는 수
# 하나하나를 `rate`의 확률로 0으로 만듭니다. 수마다 따로 무작위로 뽑습니다.
#
# 다음 층이 받는 합은 평균적으로 같아야 합니다. 그래서 남은 수는 $1 - \text{rate}$로 나눕니다. 이것을 역드롭아웃(inverted
# dropout)이라고 합니다. 그러면 추론(inference)할 때는 아무것도 할 필요가 없습니다.
#
# 거꾸로 갈 때 그래디언트는 신호가 지나간 곳으로 **같은 배율로** 지나갑니다. 그래서 마스크(mask)를 저장해 두어야 합니다.


# %% name="dropout"
class Dropout:
    """Inverted dropout; `mask` holds the factors of the last forward pass in training."""

    def __init__(self, rate=0.2):
        self.rate = rate
        self.mask = None

    def forward(self, x, training, rng):
        """Return x (N, D), with units dropped if `training`. `rng` is a np.random.Generator."""
        if training:
            # the factor of each number: 0, or the scale that makes up for the dropped units
            self.mask = (rng.random(x.shape) >= self.rate) / (1 - self.rate)  # SOLUTION
            out = x * self.mask  # SOLUTION
        else:
            out = x  # SOLUTION
        return out

    def backward(self, dout):
        """Return the gradient with respect to x, given the gradient `dout` with respect to the last output in training."""
        dx = dout * self.mask  # SOLUTION
        return dx


# %%
grader.check("q2")

# %% [markdown] lang="en"
# ## Question 3. Batch normalization
#
# Batch normalization (Ioffe & Szegedy, 2015) gives each unit mean 0 and variance 1 over the batch, and then applies a
# learned scale γ and shift β:
#
# $$\hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}},\qquad y = \gamma \hat x + \beta$$
#
# It was invented to make training easier, and it does. It also regularizes a little: the output for an image depends on
# the other images that happen to be in the batch.

# %% [markdown] lang="ko"
# ## 문제 3. 배치 정규화
#
# 배치 정규화(Ioffe & Szegedy, 2015)는 유닛마다 배치에서 평균 0, 분산 1이 되게 한 다음, 학습되는 스케일(scale) γ와
# 시프트(shift) β를 적용합니다.
#
# $$\hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}},\qquad y = \gamma \hat x + \beta$$
#
# 원래는 학습을 쉽게 하려고 만든 것이고, 실제로 학습이 쉬워집니다. 약간의 규제 효과도 있습니다. 한 이미지의 출력이 같은
# 배치에 우연히 들어온 다른 이미지에 따라 달라지기 때문입니다.

# %% [markdown] lang="en"
# At inference time there is no batch, so **running averages** take the place of μ and σ². Each training batch moves them,
# with the momentum $m = 0.1$:
#
# $$\text{running} \leftarrow (1 - m)\,\text{running} + m\,\text{new}$$
#
# There are two variances. The batch is normalized with the variance that divides by $N$. The running average uses the
# *unbiased* variance, which divides by $N - 1$. PyTorch's `BatchNorm1d` does the same, and your layer is compared with
# it.

# %% [markdown] lang="ko"
# 추론할 때는 배치가 없으므로 μ와 σ² 대신 **이동 평균(running average)** 을 씁니다. 모멘텀(momentum)을 $m = 0.1$이라 하면,
# 훈련 배치마다 이동 평균을 다음과 같이 갱신합니다.
#
# $$\text{running} \leftarrow (1 - m)\,\text{running} + m\,\text{new}$$
#
# 분산은 두 가지를 씁니다. 배치를 정규화할 때는 $N$으로 나눈 분산을 쓰고, 이동 평균에는 $N - 1$로 나눈 *불편 분산(unbiased
# variance)* 을 씁니다. PyTorch의 `BatchNorm1d`도 그렇게 하며, 여러분의 층을 그것과 비교합니다.

# %% [markdown] lang="en"
# In the backward pass remember that μ and σ² depend on $x$, too. With $\hat g = \gamma\, \partial L / \partial y$, and
# with bars for means over the batch:

# %% [markdown] lang="ko"
# 거꾸로 갈 때는 μ와 σ²도 $x$에 따라 변한다는 점을 잊지 마세요. $\hat g = \gamma\, \partial L / \partial y$라 하고, 배치에
# 대한 평균을 윗줄로 나타내면 다음과 같습니다.

# %% [markdown]
# $$\frac{\partial L}{\partial x} = \frac{1}{\sqrt{\sigma^2 + \varepsilon}}
# \left(\hat g - \overline{\hat g} - \hat x\, \overline{\hat g\, \hat x}\right),\qquad
# \frac{\partial L}{\partial \gamma} = \sum \frac{\partial L}{\partial y}\,\hat x,\qquad
# \frac{\partial L}{\partial \beta} = \sum \frac{\partial L}{\partial y}$$


# %% name="batch_norm"
class BatchNorm:
    """Batch normalization of `units` units."""

    def __init__(self, units, momentum=0.1, eps=1e-5):
        self.gamma, self.beta = np.ones(units), np.zeros(units)
        self.running_mean, self.running_var = np.zeros(units), np.ones(units)
        self.momentum, self.eps = momentum, eps

    def forward(self, x, training):
        """Return x (N, units), normalized with the statistics of the batch if `training`, else with the running averages."""
        if training:
            mean = x.mean(axis=0)  # SOLUTION
            var = x.var(axis=0)  # SOLUTION
            # update the running averages
            # BEGIN SOLUTION
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * x.var(axis=0, ddof=1)
            # END SOLUTION
        else:
            mean = self.running_mean  # SOLUTION
            var = self.running_var  # SOLUTION
        # saved for `backward`
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std  # SOLUTION
        out = self.gamma * self.x_hat + self.beta  # SOLUTION
        return out

    def backward(self, dout):
        """Return the gradients with respect to x, gamma and beta, given the gradient `dout` with respect to the output.

        The output is that of the last `forward`, which was in training.
        """
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
# Build a network 784 → 64 → 32 → 10 in eight versions, which differ in their **hidden layers** only. A version is a
# function: it takes the number of units and returns the list of Keras layers that make up one hidden layer. The given
# function `build` assembles the network. `plain` is given as an example.
#
# | version | one hidden layer |
# | --- | --- |
# | `plain` | dense, ReLU |
# | `he_normal` | like `plain`, with weights from He's normal distribution |
# | `l2` | like `plain`, with an L2 penalty of 0.001 on the weights |
# | `l1` | like `plain`, with an L1 penalty of 0.001 on the weights |
# | `dropout` | like `plain`, with dropout 0.2 after the ReLU |
# | `dropout_l1` | like `dropout`, with an L1 penalty of **0.01** on the weights |
# | `batch_norm` | dense, batch normalization, ReLU |
# | `batch_norm_leaky` | dense, batch normalization, LeakyReLU with `negative_slope` 0.2 |

# %% [markdown] lang="ko"
# ## 문제 4. Keras로 똑같이
#
# 784 → 64 → 32 → 10 신경망을 여덟 가지로 만듭니다. 다른 것은 **은닉층(hidden layer)** 뿐입니다. 모델마다 함수를 하나씩
# 작성하세요. 이 함수는 유닛 수를 받아, 은닉층 하나를 이루는 Keras 층의 목록을 반환합니다. 주어진 함수 `build`가 이것으로
# 신경망을 조립합니다. `plain`은 예로 주어져 있습니다.
#
# | 모델 | 은닉층 하나 |
# | --- | --- |
# | `plain` | 완전 연결층(dense), ReLU |
# | `he_normal` | `plain`과 같고, 가중치를 He 정규 분포에서 뽑습니다 |
# | `l2` | `plain`과 같고, 가중치에 0.001의 L2 페널티를 줍니다 |
# | `l1` | `plain`과 같고, 가중치에 0.001의 L1 페널티를 줍니다 |
# | `dropout` | `plain`과 같고, ReLU 뒤에 드롭아웃 0.2를 넣습니다 |
# | `dropout_l1` | `dropout`과 같고, 가중치에 **0.01**의 L1 페널티를 줍니다 |
# | `batch_norm` | 완전 연결층, 배치 정규화, ReLU |
# | `batch_norm_leaky` | 완전 연결층, 배치 정규화, `negative_slope`가 0.2인 LeakyReLU |

# %% name="keras_layers"
layers, regularizers = keras.layers, keras.regularizers


def plain(units):
    """Return one hidden layer: dense, ReLU."""
    return [layers.Dense(units, activation="relu")]


def he_normal(units):
    """Return one hidden layer with He normal weights."""
    hidden = [layers.Dense(units, activation="relu", kernel_initializer="he_normal")]  # SOLUTION
    return hidden


def l2(units):
    """Return one hidden layer with an L2 penalty of 0.001."""
    hidden = [layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L2(0.001))]  # SOLUTION
    return hidden


def l1(units):
    """Return one hidden layer with an L1 penalty of 0.001."""
    hidden = [layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L1(0.001))]  # SOLUTION
    return hidden


def dropout(units):
    """Return one hidden layer with dropout 0.2."""
    hidden = [layers.Dense(units, activation="relu"), layers.Dropout(0.2)]  # SOLUTION
    return hidden


def dropout_l1(units):
    """Return one hidden layer with dropout 0.2 and an L1 penalty of 0.01."""
    # BEGIN SOLUTION
    hidden = [
        layers.Dense(units, activation="relu", kernel_regularizer=regularizers.L1(0.01)),
        layers.Dropout(0.2),
    ]
    # END SOLUTION
    return hidden


def batch_norm(units):
    """Return one hidden layer with batch normalization."""
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.ReLU()]  # SOLUTION
    return hidden


def batch_norm_leaky(units):
    """Return one hidden layer with batch normalization and LeakyReLU."""
    hidden = [layers.Dense(units), layers.BatchNormalization(), layers.LeakyReLU(negative_slope=0.2)]  # SOLUTION
    return hidden


# %% name="build"
VERSIONS = [plain, he_normal, l2, l1, dropout, dropout_l1, batch_norm, batch_norm_leaky]


def build(hidden):
    """Return a new network 784 → 64 → 32 → 10; the function `hidden` makes its hidden layers."""
    return keras.Sequential([layers.Input((784,)), *hidden(64), *hidden(32), layers.Dense(10, activation="softmax")])


# %%
grader.check("q4")

# %% [markdown] lang="en"
# ## Question 5. Early stopping
#
# The cheapest method of all: watch the loss on images that are not used for training (the **validation loss**), and stop
# when it no longer falls.
#
# The validation loss fluctuates, so be patient: stop when it has not fallen below its best value for `patience` epochs in
# a row. Then go back to the weights of the best epoch.
#
# After each epoch `should_stop` receives the validation loss and the weights, a list of arrays.
#
# - A loss equal to the best one is not an improvement. A loss that is not a number (nan) never is.
# - **Copy** the weights that you save: training continues in the same arrays.

# %% [markdown] lang="ko"
# ## 문제 5. 조기 종료
#
# 비용이 가장 적게 드는 방법입니다. 훈련에 쓰지 않는 이미지에서 구한 손실, 즉 **검증 손실(validation loss)** 을 지켜보다가
# 더 줄어들지 않으면 멈춥니다.
#
# 검증 손실은 오르내리므로 조금 기다려 줍니다. `patience` 에폭(epoch) 동안 계속해서 최저값 아래로 내려가지 않으면 멈추고,
# 가장 좋았던 에폭의 가중치로 되돌아갑니다.
#
# 에폭이 끝날 때마다 `should_stop`은 검증 손실과 가중치(배열의 목록)를 받습니다.
#
# - 최저값과 같은 손실은 나아진 것이 아닙니다. 숫자가 아닌 값(nan)도 마찬가지입니다.
# - 가중치를 저장해 둘 때는 **복사**하세요. 학습은 같은 배열에서 계속됩니다.


# %% name="early_stopping"
class EarlyStopping:
    """Remembers the best epoch of a training, and says when to stop."""

    def __init__(self, patience):
        self.patience = patience
        self.best_loss = np.inf
        self.best_weights = None
        self.waited = 0  # epochs since the best epoch

    def should_stop(self, loss, weights):
        """Take the validation loss and the weights after an epoch; return whether to stop now."""
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
# The next function, which is given, uses your class. It trains a Keras model until `should_stop` says so, and then
# restores the best weights.

# %% [markdown] lang="ko"
# 주어진 아래 함수가 여러분의 클래스를 사용합니다. `should_stop`이 멈추라고 할 때까지 Keras 모델을 학습한 다음, 가장
# 좋았던 가중치를 되돌려 놓습니다.


# %% name="fit_until_stopped"
def fit_until_stopped(model, train, validation, patience, epochs=100):
    """Train a compiled model for at most `epochs` epochs and restore its best weights; return the number of epochs."""
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
# ## Question 6. Which method helps?
#
# A network overfits easily if there are only 500 training images. Train a version on them: with Adam, in batches of 50,
# with the loss for integer labels.
#
# The loss that Keras reports includes the penalties, so the versions cannot be compared by it. Let Keras also report the
# **cross-entropy** alone, as a metric called `"crossentropy"`; the metric is given.

# %% [markdown] lang="ko"
# ## 문제 6. 어떤 방법이 도움이 될까?
#
# 훈련 이미지가 500장뿐이면 과적합이 잘 일어납니다. 모델 하나를 이 이미지로 학습하세요. Adam을 쓰고, 배치는 50장씩, 손실은
# 정수 레이블을 위한 것을 씁니다.
#
# Keras가 알려 주는 손실에는 페널티가 들어 있어 모델끼리 비교할 수 없습니다. 그래서 페널티를 뺀 **교차
# 엔트로피(cross-entropy)** 도 `"crossentropy"`라는 이름의 지표(metric)로 알리게 하세요. 지표는 주어져 있습니다.

# %% name="digits"
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def prepare(images):
    """Turn integer pixels (n, 28, 28) into rows (n, 784) of floats between 0 and 1."""
    return images.reshape(-1, 784).astype("float32") / 255


# %% name="train_version"
def train_version(hidden, train, validation, epochs):
    """Train a new network with these hidden layers; return it and its history.

    `train` and `validation` are pairs (rows, labels). The history is a dictionary with the lists "crossentropy",
    "val_crossentropy" and others.
    """
    crossentropy = keras.metrics.SparseCategoricalCrossentropy(name="crossentropy")
    # build the network, compile it with this metric, and fit it
    # BEGIN SOLUTION
    model = build(hidden)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=[crossentropy])
    history = model.fit(*train, batch_size=50, epochs=epochs, validation_data=validation, verbose=0).history
    # END SOLUTION
    return model, history


# %% [markdown] lang="en"
# How much has a network memorized? The **gap** shows it: the cross-entropy on the validation images minus the
# cross-entropy on the training images.
#
# Both have to be those of the trained network at inference time, with no units dropped. So do not take them from the
# history. Let the network predict, and average $-\log p$ at the right label.

# %% [markdown] lang="ko"
# 신경망은 얼마나 외웠을까요? 그것은 **격차(gap)** 에 나타납니다. 격차는 검증 이미지에서의 교차 엔트로피에서 훈련
# 이미지에서의 교차 엔트로피를 뺀 값입니다.
#
# 둘 다 학습이 끝난 신경망을 추론할 때처럼, 아무 유닛도 끄지 않은 상태에서 구해야 합니다. 그러므로 history에서 가져오지
# 마세요. 신경망이 예측하게 한 다음, 정답 레이블의 $-\log p$를 평균하세요.


# %% name="gap"
def gap(model, train, validation):
    """Return the cross-entropy of `model` on `validation` minus the one on `train`; both are pairs (rows, labels)."""

    def crossentropy(rows, labels):
        probabilities = model.predict(rows, verbose=0)
        right = probabilities[np.arange(len(labels)), labels]
        return -np.log(np.maximum(right, 1e-7)).mean()  # SOLUTION

    difference = crossentropy(*validation) - crossentropy(*train)  # SOLUTION
    return difference


# %% [markdown] lang="en"
# Then draw the validation cross-entropy over the epochs: **one curve with a label for each version**, a legend, and
# labels for both axes.

# %% [markdown] lang="ko"
# 그리고 에폭에 따른 검증 교차 엔트로피를 그리세요. **모델마다 범례에 레이블이 표시되는 곡선 하나**를 그리고, 두 축에도
# 레이블을 붙이세요.


# %% name="validation_plot"
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): the "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    # BEGIN SOLUTION
    for name, history in histories.items():
        ax.plot(range(1, len(history["val_crossentropy"]) + 1), history["val_crossentropy"], label=name)
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    ax.legend()
    # END SOLUTION
    return figure


# %% [markdown] lang="en"
# The check trains a small network for a few steps. It takes a few seconds.

# %% [markdown] lang="ko"
# 아래 테스트는 작은 신경망을 몇 스텝만 학습하며, 몇 초 걸립니다.

# %%
grader.check("q6")

# %% [markdown] lang="en"
# Now all eight versions, with 60 epochs each. This takes one to two minutes.

# %% [markdown] lang="ko"
# 이제 여덟 가지를 모두 60에폭씩 학습합니다. 1–2분쯤 걸립니다.

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
# The curve of the plain network turns upward: from there on the network only memorizes. How would it have done with early
# stopping?

# %% [markdown] lang="ko"
# plain의 곡선은 어느 순간부터 위로 향합니다. 거기서부터 신경망은 외우기만 합니다. 조기 종료를 했다면 어땠을까요?

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
# - Overfitting shows in the gap between validation loss and training loss, not in the training loss alone.
# - L2 makes weights small, and L1 makes most of them zero. With too large a λ the network learns nothing at all, so the
#   right λ has to be found by trying.
# - Dropout and batch normalization behave differently in training and at inference time. Their backward passes need
#   values that the forward pass has saved.
# - Batch normalization mainly makes training easier. With few images and small batches it does not cure overfitting.
# - Early stopping costs nothing. Keep the best weights, not the last ones.
#
# To read on: Hinton et al., *Improving neural networks by preventing co-adaptation of feature detectors* (2012);
# Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting* (2014); Ioffe & Szegedy, *Batch
# normalization: accelerating deep network training by reducing internal covariate shift* (2015); Prechelt, *Early
# stopping – but when?* (1998).

# %% [markdown] lang="ko"
# ## 정리
#
# - 과적합은 훈련 손실만 보아서는 알 수 없고, 검증 손실과 훈련 손실의 격차에 나타납니다.
# - L2는 가중치를 작게 만들고, L1은 대부분을 0으로 만듭니다. λ가 너무 크면 신경망은 아무것도 학습하지 못합니다. 알맞은 λ는
#   직접 시도해서 찾아야 합니다.
# - 드롭아웃과 배치 정규화는 훈련할 때와 추론할 때 다르게 동작합니다. 거꾸로 갈 때는 앞으로 갈 때 저장해 둔 값이
#   필요합니다.
# - 배치 정규화는 주로 학습을 쉽게 합니다. 이미지가 적고 배치가 작으면 과적합을 해결하지 못합니다.
# - 조기 종료에는 아무 비용도 들지 않습니다. 마지막 가중치가 아니라 가장 좋았던 가중치를 저장해 두세요.
#
# 더 읽을거리: Hinton et al., *Improving neural networks by preventing co-adaptation of feature detectors* (2012);
# Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting* (2014); Ioffe & Szegedy, *Batch
# normalization: accelerating deep network training by reducing internal covariate shift* (2015); Prechelt, *Early
# stopping – but when?* (1998).

# %% [markdown] lang="en"
# ## What the grader does
#
# Grading runs your code cells in a new session, from top to bottom, and then the same checks on other data.
#
# - **Keep these names**, because the tests use them: `l2_penalty`, `l2_gradient`, `l1_penalty`, `l1_gradient`, `l2_step`,
#   `l1_step`, `Dropout`, `BatchNorm` (with the attributes that its `__init__` sets), `plain` and the seven other
#   versions, `build`, `EarlyStopping` (with `best_loss` and `best_weights`), `prepare`, `train_version`, `gap` and
#   `validation_plot`.
# - **Keep each cell below 20 seconds** of processor time. Grading interrupts a cell that takes longer, and goes on with
#   the next one. Delete long experiments of your own, or comment them out.
# - Grading skips the given cells that only draw figures or train for a long time. Do not define anything in them that a
#   question needs.

# %% [markdown] lang="ko"
# ## 채점은 이렇게 이루어집니다
#
# 채점할 때는 새 세션에서 여러분의 코드 셀을 위에서부터 차례로 실행한 다음, 같은 테스트를 다른 데이터로 실행합니다.
#
# - **다음 이름은 그대로 두어야 합니다.** 테스트가 이 이름을 사용합니다. `l2_penalty`, `l2_gradient`, `l1_penalty`,
#   `l1_gradient`, `l2_step`, `l1_step`, `Dropout`, `BatchNorm`(`__init__`에서 정하는 속성 포함), `plain`과 나머지 일곱
#   모델의 함수, `build`, `EarlyStopping`(`best_loss`와 `best_weights` 포함), `prepare`, `train_version`, `gap`,
#   `validation_plot`입니다.
# - **셀 하나는 프로세서 시간으로 20초를 넘지 않아야 합니다.** 더 오래 걸리는 셀은 채점할 때 중단되고, 채점은 다음 셀로
#   넘어갑니다. 직접 추가한 긴 실험은 지우거나 주석으로 바꾸세요.
# - 그림만 그리거나 오래 학습하는 주어진 셀은 채점할 때 건너뜁니다. 문제에 필요한 것을 그런 셀에서 정의하지 마세요.

# %% [markdown] lang="en"
# ## Handing in
#
# 1. Restart the kernel and run all cells, from top to bottom. In Jupyter: *Kernel → Restart Kernel and Run All Cells*. In
#    Colab: *Runtime → Restart session and run all*. Sometimes a notebook works only because of a cell that was deleted
#    since, or run out of order. This is how you find out. Running everything takes two to three minutes.
# 2. Read the result of the last cell: your points so far and what is still empty.
# 3. Save the notebook and hand in this one file. In Colab: *File → Download → Download .ipynb*.

# %% [markdown] lang="ko"
# ## 제출하기
#
# 1. 커널을 다시 시작하고 모든 셀을 위에서부터 차례로 실행하세요. Jupyter에서는 *Kernel → Restart Kernel and Run All
#    Cells*, Colab에서는 *런타임 → 세션 다시 시작 및 모두 실행*입니다. 이미 지운 셀이 있거나 셀을 실행한 순서가 달라서
#    생긴 문제가 있다면 여기서 드러납니다. 모두 실행하는 데 2–3분이 걸립니다.
# 2. 마지막 셀의 결과를 읽으세요. 지금까지 얻은 점수와 아직 비어 있는 곳이 나옵니다.
# 3. 노트북을 저장하고 이 파일 하나만 제출하세요. Colab에서는 *파일 → 다운로드 → .ipynb 다운로드*입니다.

# %%
grader.check_all()
