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
# # Five ways to walk downhill
#
# Every network is trained by the same loop: compute the gradient, then move the weights a little against it. The
# **optimizer** decides how far "a little" is, for each weight and each step. You will write the five best-known
# optimizers in a few lines each, follow their paths through a long, narrow valley, and then let four of them train the
# same convolutional network.
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
# # 내리막을 걷는 다섯 가지 방법
#
# 신경망은 모두 같은 방식으로 학습합니다. 그래디언트(gradient)를 계산하고, 가중치(weight)를 그래디언트 반대 방향으로 조금
# 옮깁니다. 그 "조금"이 얼마인지를 가중치마다, 한 걸음(스텝, step)마다 정하는 것이 **옵티마이저(optimizer)** 입니다. 가장
# 널리 알려진 옵티마이저 다섯 가지를 몇 줄씩 직접 작성하고, 길고 좁은 골짜기에서 어떤 경로를 지나는지 살펴본 다음, 그중 네
# 가지로 같은 합성곱 신경망을 학습해 봅니다.
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
# All five optimizers have the same interface. `params` and `grads` are dictionaries with the same keys. Each key stands
# for one array of weights (`"W1"`, `"b1"`, …) and its gradient.
#
# `update` changes the arrays of `params` **in place**. A network holds these very arrays, so a new array would not reach
# it: `W -= …` changes the array, but `W = W - …` creates another one.

# %% [markdown] lang="ko"
# 다섯 가지 옵티마이저는 사용법이 모두 같습니다. `params`와 `grads`는 키가 같은 딕셔너리입니다. 키 하나가 가중치 배열
# 하나(`"W1"`, `"b1"`, …)와 그 그래디언트를 가리킵니다.
#
# `update`는 `params`의 배열을 **제자리에서(in place)** 바꿉니다. 신경망은 바로 그 배열을 가지고 있으므로, 새 배열을
# 만들면 신경망에 전해지지 않습니다. `W -= …`는 배열을 바꾸지만, `W = W - …`는 다른 배열을 만듭니다.

# %% [markdown] lang="en"
# ## Question 1. Stochastic gradient descent
#
# The simplest optimizer moves each weight against its gradient. The learning rate $\eta$ gives the length of the step:
#
# $$W \leftarrow W - \eta \nabla$$

# %% [markdown] lang="ko"
# ## 문제 1. 확률적 경사 하강법(SGD)
#
# 가장 단순한 옵티마이저인 확률적 경사 하강법(stochastic gradient descent, SGD)은 가중치를 그래디언트 반대 방향으로
# 옮깁니다. 스텝의 길이는 학습률(learning rate) $\eta$가 정합니다.
#
# $$W \leftarrow W - \eta \nabla$$


# %% name="sgd"
class SGD:
    """Stochastic gradient descent."""

    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Move each array of `params` against its gradient, in place."""
        for key in params:
            # BEGIN SOLUTION
            params[key] -= self.lr * grads[key]
            # END SOLUTION


# %%
grader.check("q1")

# %% [markdown] lang="en"
# ## Question 2. Momentum
#
# In a narrow valley the gradient points mostly from side to side, so SGD zigzags. A heavy ball does not. It keeps a
# **velocity** $v$, in which pushes from side to side cancel out and pushes along the valley add up. With the momentum
# $\alpha$:
#
# $$v \leftarrow \alpha v - \eta \nabla,\qquad W \leftarrow W + v$$
#
# `self.v` holds the velocity of each key. The shapes are known only at the first call, so create the velocities there, as
# zeros.

# %% [markdown] lang="ko"
# ## 문제 2. 모멘텀
#
# 좁은 골짜기에서는 그래디언트가 대부분 양옆을 향하므로 SGD는 지그재그로 움직입니다. 무거운 공은 그러지 않습니다. 공은
# **속도(velocity)** $v$를 유지하는데, 양옆으로 미는 힘은 속도에서 서로 상쇄되고 골짜기를 따라 미는 힘은 쌓입니다.
# 모멘텀(momentum)을 $\alpha$라 하면 다음과 같습니다.
#
# $$v \leftarrow \alpha v - \eta \nabla,\qquad W \leftarrow W + v$$
#
# `self.v`에는 키마다 속도를 담습니다. 배열의 모양은 처음 호출될 때에야 알 수 있으므로, 그때 0으로 만드세요.


# %% name="momentum"
class Momentum:
    """Gradient descent with momentum; `v` holds the velocities."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        """Move each array of `params` by its velocity, in place."""
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}  # SOLUTION
        for key in params:
            # BEGIN SOLUTION
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
            # END SOLUTION


# %%
grader.check("q2")

# %% [markdown] lang="en"
# ## Question 3. AdaGrad
#
# A single learning rate for all weights is a compromise: if it suits weights with large gradients, it is too small for
# weights with tiny ones. AdaGrad (Duchi et al., 2011) adds up the squares of each weight's gradients and divides its step
# by the root of this sum:
#
# $$h \leftarrow h + \nabla^2,\qquad W \leftarrow W - \eta \frac{\nabla}{\sqrt h + 10^{-7}}$$
#
# All operations are element by element, and $h$ starts at zeros. The $10^{-7}$ prevents $0/0$ for weights whose gradients
# have all been 0.

# %% [markdown] lang="ko"
# ## 문제 3. AdaGrad
#
# 모든 가중치에 같은 학습률을 쓰는 것은 타협입니다. 그래디언트가 큰 가중치에 알맞은 학습률은 그래디언트가 아주 작은
# 가중치에는 너무 작습니다. AdaGrad(Duchi et al., 2011)는 가중치마다 지금까지의 그래디언트 제곱을 더하고, 그 합의
# 제곱근으로 스텝을 나눕니다.
#
# $$h \leftarrow h + \nabla^2,\qquad W \leftarrow W - \eta \frac{\nabla}{\sqrt h + 10^{-7}}$$
#
# 모든 연산은 원소별로 하고, $h$는 0에서 시작합니다. $10^{-7}$은 그래디언트가 계속 0이었던 가중치에서 $0/0$이 되는 것을
# 막아 줍니다.


# %% name="adagrad"
class AdaGrad:
    """AdaGrad; `h` holds the sums of the squared gradients."""

    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        """Move each array of `params` against its scaled gradient, in place."""
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}  # SOLUTION
        for key in params:
            # BEGIN SOLUTION
            self.h[key] += grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
            # END SOLUTION


# %%
grader.check("q3")

# %% [markdown] lang="en"
# ## Question 4. RMSProp
#
# AdaGrad never forgets: $h$ only grows, so its steps shrink until they almost stop. RMSProp lets the past fade. With the
# decay $\rho = 0.95$, $h$ is a **running average** of the squared gradients, which again starts at zeros:
#
# $$h \leftarrow \rho h + (1 - \rho) \nabla^2,\qquad W \leftarrow W - \eta \frac{\nabla}{\sqrt h + 10^{-7}}$$

# %% [markdown] lang="ko"
# ## 문제 4. RMSProp
#
# AdaGrad는 잊지 않습니다. $h$는 커지기만 하므로 스텝은 점점 작아져 거의 멈춥니다. RMSProp은 과거를 서서히 잊습니다.
# 감쇠율(decay)을 $\rho = 0.95$라 하면 $h$는 그래디언트 제곱의 **이동 평균(running average)** 이며, 이번에도 0에서
# 시작합니다.
#
# $$h \leftarrow \rho h + (1 - \rho) \nabla^2,\qquad W \leftarrow W - \eta \frac{\nabla}{\sqrt h + 10^{-7}}$$


# %% name="rmsprop"
class RMSProp:
    """RMSProp; `h` holds the running averages of the squared gradients."""

    def __init__(self, lr=0.01, decay=0.95):
        self.lr = lr
        self.decay = decay
        self.h = None

    def update(self, params, grads):
        """Move each array of `params` against its scaled gradient, in place."""
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}  # SOLUTION
        for key in params:
            # BEGIN SOLUTION
            self.h[key] = self.decay * self.h[key] + (1 - self.decay) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
            # END SOLUTION


# %%
grader.check("q4")

# %% [markdown] lang="en"
# ## Question 5. Adam
#
# Momentum smooths the direction, and RMSProp scales the step. Adam (Kingma & Ba, 2015) does both, with two running
# averages:
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1) \nabla,\qquad v \leftarrow \beta_2 v + (1 - \beta_2) \nabla^2$$
#
# Both start at 0, so in the first steps they are far too small. The **bias correction** makes up for that. After $t$
# steps:
#
# $$\hat m = \frac{m}{1 - \beta_1^t},\qquad \hat v = \frac{v}{1 - \beta_2^t},\qquad
# W \leftarrow W - \eta \frac{\hat m}{\sqrt{\hat v} + 10^{-7}}$$
#
# `self.t` counts the steps. It is 1 in the first call of `update`, no matter how many keys there are. `self.m` and
# `self.v` hold the averages *before* the correction.

# %% [markdown] lang="ko"
# ## 문제 5. Adam
#
# 모멘텀은 방향을 고르게 하고, RMSProp은 스텝의 크기를 맞춥니다. Adam(Kingma & Ba, 2015)은 이동 평균 두 개로 둘 다 합니다.
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1) \nabla,\qquad v \leftarrow \beta_2 v + (1 - \beta_2) \nabla^2$$
#
# 둘 다 0에서 시작하므로 처음 몇 스텝에서는 지나치게 작습니다. 이것을 **편향 보정(bias correction)** 으로 바로잡습니다.
# $t$스텝 뒤에는 다음과 같습니다.
#
# $$\hat m = \frac{m}{1 - \beta_1^t},\qquad \hat v = \frac{v}{1 - \beta_2^t},\qquad
# W \leftarrow W - \eta \frac{\hat m}{\sqrt{\hat v} + 10^{-7}}$$
#
# `self.t`는 스텝의 수입니다. 키가 몇 개이든 `update`를 처음 호출할 때 1이 됩니다. `self.m`과 `self.v`에는 보정하기 *전*의
# 이동 평균을 담습니다.


# %% name="adam"
class Adam:
    """Adam; `m` and `v` hold the running averages before their correction, and `t` counts the steps."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.t = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        """Take one step of Adam on each array of `params`, in place."""
        if self.m is None:
            self.m = {key: np.zeros_like(value) for key, value in params.items()}  # SOLUTION
            self.v = {key: np.zeros_like(value) for key, value in params.items()}  # SOLUTION
        # count the step
        # BEGIN SOLUTION
        self.t += 1
        # END SOLUTION
        for key in params:
            # update both running averages
            # BEGIN SOLUTION
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            # END SOLUTION
            # correct them and take the step
            # BEGIN SOLUTION
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-7)
            # END SOLUTION


# %%
grader.check("q5")

# %% [markdown] lang="en"
# ## Question 6. A path through a narrow valley
#
# $$f(x, y) = \tfrac{1}{20} x^2 + y^2$$
#
# This function is steep across the valley ($y$) and almost flat along it ($x$). Its lowest point is (0, 0). What is its
# gradient?

# %% [markdown] lang="ko"
# ## 문제 6. 좁은 골짜기를 지나는 경로
#
# $$f(x, y) = \tfrac{1}{20} x^2 + y^2$$
#
# 이 함수는 골짜기를 가로지르는 방향($y$)으로는 가파르고, 골짜기를 따라가는 방향($x$)으로는 거의 평평합니다. 가장 낮은
# 점은 (0, 0)입니다. 이 함수의 그래디언트는 무엇일까요?


# %% name="gradient"
def f(x, y):
    """Return the height of the valley at (x, y)."""
    return x**2 / 20 + y**2


def gradient(x, y):
    """Return the derivatives of f with respect to x and y."""
    df_dx = x / 10  # SOLUTION
    df_dy = 2 * y  # SOLUTION
    return df_dx, df_dy


# %% [markdown] lang="en"
# Start an optimizer at (−7, 2) and record its path. The position is a dictionary of two arrays, as `update` expects it.
# The arrays change in place, so the given code records the numbers, not the arrays.

# %% [markdown] lang="ko"
# 옵티마이저를 (−7, 2)에서 출발시키고 지나간 경로를 기록합니다. 위치는 `update`가 받는 형식대로 배열 두 개가 든
# 딕셔너리입니다. 배열은 제자리에서 바뀌므로, 주어진 코드는 배열이 아니라 수를 기록합니다.


# %% name="walk"
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """Return the path as an array of shape (steps + 1, 2): the start, then the position after each step."""
    params = {"x": np.array([start[0]]), "y": np.array([start[1]])}
    places = [start]
    for step in range(steps):
        # compute the gradient here, then let the optimizer take a step
        # BEGIN SOLUTION
        df_dx, df_dy = gradient(params["x"], params["y"])
        optimizer.update(params, {"x": df_dx, "y": df_dy})
        # END SOLUTION
        places.append((params["x"].item(), params["y"].item()))
    return np.array(places)


# %% [markdown] lang="en"
# Each optimizer needs its own learning rate. Draw all paths in a single figure: the contour lines of f, which are given,
# and **one line for each path**. Add a label for each line, a legend, and labels for both axes.

# %% [markdown] lang="ko"
# 옵티마이저마다 알맞은 학습률이 다릅니다. 모든 경로를 그림 하나에 그리세요. f의 등고선은 주어져 있습니다. 여기에
# **경로마다 범례에 레이블이 표시되는 선 하나**를 그리고, 범례를 넣고, 두 축에도 레이블을 붙이세요.


# %% name="paths"
def walk_all():
    """Return the path of each optimizer by its name."""
    optimizers = {
        "SGD": SGD(lr=0.95),
        "Momentum": Momentum(lr=0.1),
        "AdaGrad": AdaGrad(lr=1.5),
        "RMSProp": RMSProp(lr=0.2),
        "Adam": Adam(lr=0.3),
    }
    return {name: walk(optimizer) for name, optimizer in optimizers.items()}


def contour_plot(paths):
    """Return a Figure with the contour lines of f and one line for each of `paths`, a dictionary of name → positions (n, 2)."""
    x, y = np.meshgrid(np.linspace(-8, 8, 100), np.linspace(-3, 3, 100))
    figure, ax = plt.subplots(figsize=(8, 4))
    ax.contour(x, y, f(x, y), levels=12, colors="lightgray")
    # BEGIN SOLUTION
    for name, places in paths.items():
        ax.plot(places[:, 0], places[:, 1], marker=".", label=name)
    ax.set(xlabel="x", ylabel="y")
    ax.legend()
    # END SOLUTION
    return figure


# %%
grader.check("q6")

# %% tags=["otter_ignore"]
paths = walk_all()
figure = contour_plot(paths)
for name, places in paths.items():
    print(f"{name:8}  after 30 steps at ({places[-1][0]:6.3f}, {places[-1][1]:6.3f}),  f = {f(*places[-1]):.4f}")

# %% [markdown] lang="en"
# - **SGD** jumps across the valley at each step: along the flat direction it advances only with a large learning rate,
#   which is too large across.
# - **Momentum** rolls like a ball: it swings across the valley, less each time, and runs past the lowest point.
# - **AdaGrad and RMSProp** scale each direction separately, so they advance along the valley from the first step and do
#   not zigzag. AdaGrad's steps shrink fastest, because its $h$ only grows.
# - **Adam** combines both: it scales each direction separately, and it swings like the ball.

# %% [markdown] lang="ko"
# - **SGD**는 스텝마다 골짜기를 가로질러 뜁니다. 평평한 방향으로 나아가려면 학습률이 커야 하는데, 그 학습률이 가로지르는
#   방향으로는 너무 크기 때문입니다.
# - **모멘텀**은 공처럼 구릅니다. 골짜기를 가로질러 왔다 갔다 하면서 흔들림이 점점 줄어들고, 가장 낮은 점을 지나칩니다.
# - **AdaGrad와 RMSProp**은 방향마다 스텝의 크기를 따로 맞춥니다. 그래서 첫 스텝부터 골짜기를 따라 나아가며 지그재그로
#   움직이지 않습니다. AdaGrad의 스텝이 가장 빨리 작아집니다. $h$가 커지기만 하기 때문입니다.
# - **Adam**은 둘을 결합합니다. 방향마다 스텝의 크기를 맞추고, 공처럼 왔다 갔다 합니다.

# %% [markdown] lang="en"
# ## Question 7. A real network
#
# A valley with two weights is only a sketch. Here is a small convolutional network for handwritten digits, with 1.6
# million weights.

# %% [markdown] lang="ko"
# ## 문제 7. 실제 신경망
#
# 가중치가 두 개인 골짜기는 그림일 뿐입니다. 이번에는 가중치가 160만 개인, 손글씨 숫자를 읽는 작은 합성곱
# 신경망(convolutional neural network, CNN)입니다.

# %% name="digits"
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def prepare(images):
    """Turn integer pixels (n, 28, 28) into floats between 0 and 1, in the shape (n, 28, 28, 1) that Conv2D takes."""
    return images.reshape(-1, 28, 28, 1).astype("float32") / 255


# %% name="build_cnn"
def build_cnn():
    """Return a new network: two convolutions with max-pooling, then two dense layers."""
    layers = keras.layers
    return keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(512, activation="relu"),
            layers.Dropout(0.2),
            layers.Dense(10, activation="softmax"),
        ]
    )


# %% [markdown] lang="en"
# Keras provides the optimizers ready-made. Three of them are given, with Keras's default settings. **Add the fourth:
# Adagrad.**

# %% [markdown] lang="ko"
# Keras에는 옵티마이저가 이미 만들어져 있습니다. 세 가지는 Keras의 기본 설정 그대로 주어져 있습니다. **네 번째로 Adagrad를
# 추가하세요.**


# %% name="optimizers"
def make_optimizers():
    """Return a new optimizer of each kind, by its name."""
    adagrad = keras.optimizers.Adagrad()  # SOLUTION
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }


# %% [markdown] lang="en"
# A comparison is fair if everything else is equal.
#
# - Each optimizer gets a **new** network, the same images in batches of 100, and the same number of epochs.
# - `train` and `validation` are pairs (images, labels).
# - The labels are integers, so the loss is the *sparse* categorical cross-entropy.

# %% [markdown] lang="ko"
# 공정하게 비교하려면 나머지는 모두 같아야 합니다.
#
# - 옵티마이저마다 **새** 신경망을 주고, 같은 이미지를 100장씩의 배치(batch)로, 같은 에폭(epoch) 수만큼 학습합니다.
# - `train`과 `validation`은 (이미지, 레이블) 쌍입니다.
# - 레이블이 정수이므로 손실(loss)은 *희소* 범주형 교차 엔트로피(sparse categorical cross-entropy)입니다.


# %% name="train_cnn"
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history, a dictionary of lists such as "loss" and "val_loss"."""
    model = build_cnn()  # SOLUTION
    # compile with this optimizer, the loss and the metric "accuracy"; then fit
    # BEGIN SOLUTION
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    # END SOLUTION
    return model, history


# %% name="compare"
def compare(train, validation, epochs):
    """Return the history of each optimizer by its name."""
    histories = {}
    for name, optimizer in make_optimizers().items():
        history = train_cnn(optimizer, train, validation, epochs)[1]  # SOLUTION
        print(f"{name:8}  loss {history['loss'][-1]:.4f}   validation loss {history['val_loss'][-1]:.4f}")
        histories[name] = history
    return histories


# %% [markdown] lang="en"
# Draw the training loss of all four optimizers over the epochs: four curves with labels, a legend, and labels for both
# axes.

# %% [markdown] lang="ko"
# 옵티마이저 네 가지의 훈련 손실을 에폭에 따라 그리세요. 범례에 레이블이 표시되는 곡선 네 개를 그리고, 두 축에도 레이블을
# 붙이세요.


# %% name="loss_plot"
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): the "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    # BEGIN SOLUTION
    for name, history in histories.items():
        ax.plot(range(1, len(history["loss"]) + 1), history["loss"], marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="training loss")
    ax.legend()
    # END SOLUTION
    return figure


# %% [markdown] lang="en"
# The check trains small networks on a few images. It takes a few seconds.

# %% [markdown] lang="ko"
# 아래 테스트는 작은 신경망을 이미지 몇 장으로 학습하며, 몇 초 걸립니다.

# %%
grader.check("q7")

# %% [markdown] lang="en"
# Now all 60,000 images, with five epochs for each optimizer. This takes five to ten minutes on an ordinary computer.

# %% [markdown] lang="ko"
# 이제 이미지 60,000장 모두로, 옵티마이저마다 다섯 에폭씩 학습합니다. 보통 컴퓨터에서 5–10분쯤 걸립니다.

# %% tags=["otter_ignore"]
keras.utils.set_random_seed(0)
histories = compare((prepare(x_train), y_train), (prepare(x_test), y_test), epochs=5)
figure = loss_plot(histories)

# %% [markdown] lang="en"
# Do not draw a conclusion from this figure alone. It compares the optimizers *at these learning rates*, and Keras's
# default of 0.001 is far too small for Adagrad. Try `keras.optimizers.Adagrad(0.05)`.

# %% [markdown] lang="ko"
# 이 그림만 보고 결론짓지 마세요. *이 학습률에서* 옵티마이저를 비교한 것일 뿐이고, Keras의 기본값 0.001은 Adagrad에는 너무
# 작습니다. `keras.optimizers.Adagrad(0.05)`로도 해 보세요.

# %% [markdown] lang="en"
# ## Question 8. Which optimizer, and why?
#
# **In your own words** (one paragraph, graded by a person): Which optimizer would you choose for a new task, and why?
# Refer to what you saw above, and say what could make you choose another one.

# %% [markdown] lang="ko"
# ## 문제 8. 어떤 옵티마이저를, 왜?
#
# **자신의 말로 써 보세요** (한 문단, 사람이 읽고 채점합니다). 새로운 과제를 만나면 어떤 옵티마이저를 고르겠으며, 그
# 이유는 무엇인가요? 위에서 본 결과를 들어 설명하고, 다른 옵티마이저를 고를 만한 이유도 말해 보세요.

# %% [markdown] lang="en" name="q8" prompt="_Write your answer here._"
# I would start with Adam. In the valley it did not zigzag, and its steps did not shrink to nothing. With the network it
# reached a low loss within one epoch and without any tuning, because it scales the step of each weight and smooths the
# direction. RMSprop did about as well. Plain SGD was slow at its default rate. With momentum and a tuned, decreasing
# learning rate, however, it often generalizes as well or better, so for a long training that I can afford to tune I would
# compare the two.

# %% [markdown] lang="ko" name="q8" prompt="_여기에 답을 쓰세요._"
# 저라면 Adam으로 시작하겠습니다. 골짜기에서 지그재그로 움직이지 않았고 스텝이 작아져 멈추지도 않았습니다. 신경망에서는
# 아무 조정 없이 한 에폭 만에 손실이 낮아졌습니다. 가중치마다 스텝의 크기를 맞추고 방향도 고르게 하기 때문입니다.
# RMSprop도 비슷하게 잘했습니다. SGD는 기본 학습률에서 느렸습니다. 그러나 모멘텀을 더하고 학습률을 잘 골라 점점 줄이면
# 일반화 성능이 같거나 더 나은 경우가 많습니다. 그래서 조정할 여유가 있는 긴 학습이라면 둘을 비교해 보겠습니다.

# %% [markdown] lang="en"
# ## What to take away
#
# - All optimizers follow the gradient. They differ in what they remember: nothing (SGD), the direction so far (momentum),
#   the size of the gradients so far (AdaGrad, RMSProp), or both (Adam).
# - What they remember starts at 0, which makes running averages too small at first. Adam corrects for it.
# - A learning rate belongs to its optimizer. A comparison at a single rate says little.
#
# To read on: Duchi, Hazan & Singer, *Adaptive subgradient methods for online learning and stochastic optimization*
# (2011); Tieleman & Hinton, *Lecture 6.5: RMSProp* (2012); Sutskever et al., *On the importance of initialization and
# momentum in deep learning* (2013); Kingma & Ba, *Adam: a method for stochastic optimization* (2015).

# %% [markdown] lang="ko"
# ## 정리
#
# - 옵티마이저는 모두 그래디언트를 따라갑니다. 다른 점은 무엇을 기억하느냐입니다. 아무것도 기억하지 않거나(SGD),
#   지금까지의 방향(모멘텀), 지금까지의 그래디언트 크기(AdaGrad, RMSProp), 또는 둘 다(Adam)를 기억합니다.
# - 기억하는 값은 0에서 시작하므로 이동 평균은 처음에 너무 작습니다. Adam은 그것을 보정합니다.
# - 학습률은 옵티마이저마다 따로 정해야 합니다. 학습률 하나로만 비교해서는 알 수 있는 것이 별로 없습니다.
#
# 더 읽을거리: Duchi, Hazan & Singer, *Adaptive subgradient methods for online learning and stochastic optimization*
# (2011); Tieleman & Hinton, *Lecture 6.5: RMSProp* (2012); Sutskever et al., *On the importance of initialization and
# momentum in deep learning* (2013); Kingma & Ba, *Adam: a method for stochastic optimization* (2015).

# %% [markdown] lang="en"
# ## What the grader does
#
# Grading runs your code cells in a new session, from top to bottom, and then the same checks on other data.
#
# - **Keep these names**, because the tests use them: the classes `SGD`, `Momentum`, `AdaGrad`, `RMSProp` and `Adam`, and
#   the functions `gradient`, `walk`, `walk_all`, `contour_plot`, `prepare`, `build_cnn`, `make_optimizers`, `train_cnn`,
#   `compare` and `loss_plot`.
# - Keep your written answer in its cell.
# - **Keep each cell below 20 seconds** of processor time. Grading interrupts a cell that takes longer, and goes on with
#   the next one. Delete long experiments of your own, or comment them out.
# - Grading skips the given cells that only draw figures or train for a long time. Do not define anything in them that a
#   question needs.

# %% [markdown] lang="ko"
# ## 채점은 이렇게 이루어집니다
#
# 채점할 때는 새 세션에서 여러분의 코드 셀을 위에서부터 차례로 실행한 다음, 같은 테스트를 다른 데이터로 실행합니다.
#
# - **다음 이름은 그대로 두어야 합니다.** 테스트가 이 이름을 사용합니다. 클래스 `SGD`, `Momentum`, `AdaGrad`, `RMSProp`,
#   `Adam`과 함수 `gradient`, `walk`, `walk_all`, `contour_plot`, `prepare`, `build_cnn`, `make_optimizers`, `train_cnn`,
#   `compare`, `loss_plot`입니다.
# - 글로 쓴 답은 원래의 셀에 그대로 두세요.
# - **셀 하나는 프로세서 시간으로 20초를 넘지 않아야 합니다.** 더 오래 걸리는 셀은 채점할 때 중단되고, 채점은 다음 셀로
#   넘어갑니다. 직접 추가한 긴 실험은 지우거나 주석으로 바꾸세요.
# - 그림만 그리거나 오래 학습하는 주어진 셀은 채점할 때 건너뜁니다. 문제에 필요한 것을 그런 셀에서 정의하지 마세요.

# %% [markdown] lang="en"
# ## Handing in
#
# 1. Restart the kernel and run all cells, from top to bottom. In Jupyter: *Kernel → Restart Kernel and Run All Cells*. In
#    Colab: *Runtime → Restart session and run all*. Sometimes a notebook works only because of a cell that was deleted
#    since, or run out of order. This is how you find out. Running everything takes about ten minutes.
# 2. Read the result of the last cell: your points so far, what is still empty, and what a person reads.
# 3. Save the notebook and hand in this one file. In Colab: *File → Download → Download .ipynb*.

# %% [markdown] lang="ko"
# ## 제출하기
#
# 1. 커널을 다시 시작하고 모든 셀을 위에서부터 차례로 실행하세요. Jupyter에서는 *Kernel → Restart Kernel and Run All
#    Cells*, Colab에서는 *런타임 → 세션 다시 시작 및 모두 실행*입니다. 이미 지운 셀이 있거나 셀을 실행한 순서가 달라서
#    생긴 문제가 있다면 여기서 드러납니다. 모두 실행하는 데 10분쯤 걸립니다.
# 2. 마지막 셀의 결과를 읽으세요. 지금까지 얻은 점수, 아직 비어 있는 곳, 사람이 읽고 채점하는 답이 나옵니다.
# 3. 노트북을 저장하고 이 파일 하나만 제출하세요. Colab에서는 *파일 → 다운로드 → .ipynb 다운로드*입니다.

# %%
grader.check_all()
