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
# Every network is trained by the same loop: compute the gradient, move the weights a little against it. What "a little"
# should mean is the business of the **optimiser**. You will write the five best known ones in a few lines each, watch them
# walk in a long narrow valley, and then let four of them train the same convolutional network.
#
# Each question asks for a few lines, at the places marked `Fill this blank!`. Below each question a cell
# `grader.check("q…")` tells you what is right and what is not. The tests are the ones you will be graded with; only the data
# and the random seeds differ. What a function is called, what it takes and what it returns is fixed by its first lines; how you
# write the inside is up to you.
#
# Random seeds: a function that makes or initializes a network draws new weights at each call, so set no seed inside it. A
# function that trains, or compares trainings, may set one before it starts.

# %% [markdown] lang="ko"
# # 내리막을 걷는 다섯 가지 방법
#
# 신경망은 모두 같은 방식으로 학습합니다. 기울기를 구하고, 가중치를 기울기 반대 방향으로 조금 옮깁니다. 그 "조금"이
# 얼마인지를 정하는 것이 **옵티마이저**입니다. 가장 널리 알려진 옵티마이저 다섯 가지를 몇 줄씩 직접 작성하고, 길고 좁은
# 골짜기에서 어떻게 걷는지 살펴본 다음, 그중 네 가지로 같은 합성곱 신경망을 학습해 봅니다.
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
# All five have the same form. `params` and `grads` are dictionaries with the same keys; a key stands for one array of
# weights (`"W1"`, `"b1"`, …) and its gradient. `update` changes the arrays of `params` **in place**: a network holds these
# very arrays, and would not notice a new one (`W -= …` changes an array, `W = W - …` makes another).
#
# ## Question 1. Stochastic gradient descent
#
# $$W \leftarrow W - \eta \nabla$$

# %% [markdown] lang="ko"
# 다섯 가지 모두 같은 형태입니다. `params`와 `grads`는 키가 같은 딕셔너리이고, 키 하나가 가중치 배열 하나(`"W1"`, `"b1"`,
# …)와 그 기울기를 가리킵니다. `update`는 `params`의 배열을 **제자리에서(in place)** 바꿉니다. 신경망은 바로 그 배열을 들고
# 있어서, 새 배열을 만들면 알아채지 못합니다(`W -= …`는 배열을 바꾸고, `W = W - …`는 다른 배열을 만듭니다).
#
# ## 문제 1. 확률적 경사 하강법(SGD)
#
# $$W \leftarrow W - \eta \nabla$$


# %% name="sgd"
class SGD:
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
# In a narrow valley the gradient mostly points from side to side, and SGD zigzags. A heavy ball would not: it keeps its
# **velocity** $v$, in which pushes from side to side cancel out and pushes along the valley add up. With the momentum
# $\alpha$,
#
# $$v \leftarrow \alpha v - \eta \nabla,\qquad W \leftarrow W + v$$
#
# `self.v` is to hold the velocity of each key. Nobody knows the shapes beforehand, so make it at the first call: zeros.

# %% [markdown] lang="ko"
# ## 문제 2. 모멘텀
#
# 좁은 골짜기에서는 기울기가 대부분 양옆을 향하므로 SGD는 지그재그로 걷습니다. 무거운 공은 그러지 않습니다. 공은 **속도** $v$를
# 유지하는데, 양옆으로 미는 힘은 속도에서 서로 지워지고 골짜기를 따라 미는 힘은 쌓입니다. 모멘텀을 $\alpha$라 하면
#
# $$v \leftarrow \alpha v - \eta \nabla,\qquad W \leftarrow W + v$$
#
# `self.v`에 키마다 속도를 담습니다. 모양을 미리 알 수 없으므로 처음 호출될 때 0으로 만드세요.


# %% name="momentum"
class Momentum:
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
# One learning rate for all weights is a compromise: what is right for a weight whose gradients are large is too little for one
# whose gradients are tiny. AdaGrad (Duchi et al., 2011) divides each weight's step by how much it has been pushed so far,
#
# $$h \leftarrow h + \nabla^2,\qquad W \leftarrow W - \eta \frac{\nabla}{\sqrt h + 10^{-7}}$$
#
# with all operations element by element. The $10^{-7}$ is there for weights that have not been pushed at all: $0/0$.

# %% [markdown] lang="ko"
# ## 문제 3. AdaGrad
#
# 모든 가중치에 같은 학습률을 쓰는 것은 타협입니다. 기울기가 큰 가중치에 알맞은 학습률은 기울기가 아주 작은 가중치에는
# 모자랍니다. AdaGrad(Duchi et al., 2011)는 각 가중치의 걸음을, 지금까지 얼마나 밀렸는지로 나눕니다.
#
# $$h \leftarrow h + \nabla^2,\qquad W \leftarrow W - \eta \frac{\nabla}{\sqrt h + 10^{-7}}$$
#
# 모든 연산은 원소별로 합니다. $10^{-7}$은 한 번도 밀리지 않은 가중치, 즉 $0/0$을 위한 것입니다.


# %% name="adagrad"
class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
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
# AdaGrad never forgets: $h$ only grows, so its steps shrink until it stands still. RMSProp lets the past fade. With the decay
# $\rho = 0.95$, $h$ is a running average of the squared gradients, and starts at zeros again:
#
# $$h \leftarrow \rho h + (1 - \rho) \nabla^2,\qquad W \leftarrow W - \eta \frac{\nabla}{\sqrt h + 10^{-7}}$$

# %% [markdown] lang="ko"
# ## 문제 4. RMSProp
#
# AdaGrad는 잊지 않습니다. $h$는 커지기만 하므로 걸음은 점점 작아져 결국 멈춥니다. RMSProp은 과거를 서서히 잊습니다. 감쇠율을
# $\rho = 0.95$라 하면 $h$는 기울기 제곱의 이동 평균이며, 여기서도 0에서 시작합니다.
#
# $$h \leftarrow \rho h + (1 - \rho) \nabla^2,\qquad W \leftarrow W - \eta \frac{\nabla}{\sqrt h + 10^{-7}}$$


# %% name="rmsprop"
class RMSProp:
    def __init__(self, lr=0.01, decay=0.95):
        self.lr = lr
        self.decay = decay
        self.h = None

    def update(self, params, grads):
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
# Momentum smooths the direction, RMSProp scales the step; Adam (Kingma & Ba, 2015) does both. It keeps two running averages,
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1) \nabla,\qquad v \leftarrow \beta_2 v + (1 - \beta_2) \nabla^2$$
#
# Both start at 0, so in the first steps both are far too small. The **bias correction** makes up for that: after $t$ steps,
#
# $$\hat m = \frac{m}{1 - \beta_1^t},\qquad \hat v = \frac{v}{1 - \beta_2^t},\qquad
# W \leftarrow W - \eta \frac{\hat m}{\sqrt{\hat v} + 10^{-7}}$$
#
# Count the steps in `self.t`: 1 at the first call, whatever the number of keys.

# %% [markdown] lang="ko"
# ## 문제 5. Adam
#
# 모멘텀은 방향을 고르게 하고 RMSProp은 걸음의 크기를 맞춥니다. Adam(Kingma & Ba, 2015)은 둘 다 합니다. 이동 평균을 두 개
# 유지합니다.
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1) \nabla,\qquad v \leftarrow \beta_2 v + (1 - \beta_2) \nabla^2$$
#
# 둘 다 0에서 시작하므로 처음 몇 걸음에서는 지나치게 작습니다. **편향 보정**이 이것을 메워 줍니다. $t$ 걸음 뒤에는
#
# $$\hat m = \frac{m}{1 - \beta_1^t},\qquad \hat v = \frac{v}{1 - \beta_2^t},\qquad
# W \leftarrow W - \eta \frac{\hat m}{\sqrt{\hat v} + 10^{-7}}$$
#
# 걸음 수는 `self.t`에 셉니다. 키가 몇 개이든 첫 번째 호출에서 1입니다.


# %% name="adam"
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.t = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m = {key: np.zeros_like(value) for key, value in params.items()}  # SOLUTION
            self.v = {key: np.zeros_like(value) for key, value in params.items()}  # SOLUTION
        # one more step
        # BEGIN SOLUTION
        self.t += 1
        # END SOLUTION
        for key in params:
            # the two running averages
            # BEGIN SOLUTION
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            # END SOLUTION
            # the bias correction and the step
            # BEGIN SOLUTION
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-7)
            # END SOLUTION


# %%
grader.check("q5")

# %% [markdown] lang="en"
# ## Question 6. A walk in a narrow valley
#
# $$f(x, y) = \tfrac{1}{20} x^2 + y^2$$
#
# is steep across ($y$) and almost flat along ($x$); its lowest point is (0, 0). What is its gradient?

# %% [markdown] lang="ko"
# ## 문제 6. 좁은 골짜기에서 걷기
#
# $$f(x, y) = \tfrac{1}{20} x^2 + y^2$$
#
# 이 함수는 가로지르는 방향($y$)으로는 가파르고 따라가는 방향($x$)으로는 거의 평평하며, (0, 0)에서 가장 낮습니다. 기울기는
# 무엇일까요?


# %% name="gradient"
def f(x, y):
    return x**2 / 20 + y**2


def gradient(x, y):
    """Return the derivatives of f by x and by y."""
    df_dx = x / 10  # SOLUTION
    df_dy = 2 * y  # SOLUTION
    return df_dx, df_dy


# %% [markdown] lang="en"
# Let an optimiser walk from (−7, 2), and write down where it has been. The position is a dictionary of two arrays, as
# `update` wants it; mind that they change in place, so a copy has to be written down.

# %% [markdown] lang="ko"
# 옵티마이저를 (−7, 2)에서 출발시키고 지나간 곳을 적어 둡니다. 위치는 `update`가 바라는 대로 배열 두 개의 딕셔너리입니다. 배열이
# 제자리에서 바뀌므로 적을 때는 복사해야 합니다.


# %% name="walk"
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """Return the places visited, an array of shape (steps + 1, 2): the start, then the place after each step."""
    params = {"x": np.array([start[0]]), "y": np.array([start[1]])}
    places = [start]
    for step in range(steps):
        # the gradient here, and a step of the optimiser
        # BEGIN SOLUTION
        df_dx, df_dy = gradient(params["x"], params["y"])
        optimizer.update(params, {"x": df_dx, "y": df_dy})
        # END SOLUTION
        places.append((params["x"].item(), params["y"].item()))
    return np.array(places)


# %% [markdown] lang="en"
# Each optimiser needs a learning rate of its own. A figure shows them together: contour lines of f, and **one labelled line
# for each path** (with a legend, and names at both axes).

# %% [markdown] lang="ko"
# 옵티마이저마다 알맞은 학습률이 다릅니다. 그림 하나에 모두 그립니다. f의 등고선과, **경로마다 이름표가 붙은 선 하나**(범례를
# 넣고 두 축에도 이름을 붙입니다).


# %% name="paths"
def walk_all():
    """Return the path of each optimiser by its name."""
    optimizers = {
        "SGD": SGD(lr=0.95),
        "Momentum": Momentum(lr=0.1),
        "AdaGrad": AdaGrad(lr=1.5),
        "RMSProp": RMSProp(lr=0.2),
        "Adam": Adam(lr=0.3),
    }
    return {name: walk(optimizer) for name, optimizer in optimizers.items()}


def contour_plot(paths):
    """Return a Figure with the contour lines of f and a line for each of `paths`: name → places (n, 2)."""
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
# SGD jumps across the valley at each step, since its learning rate must be large enough for the flat direction. The ball of
# momentum swings past and comes back. AdaGrad and RMSProp make both directions equal and walk almost straight, the one with
# shrinking steps, the other with steady ones. Adam is a ball in such an evened-out valley.

# %% [markdown] lang="ko"
# SGD는 걸음마다 골짜기를 가로질러 뜁니다. 평평한 방향으로도 나아가려면 학습률이 커야 하기 때문입니다. 모멘텀의 공은
# 지나쳤다가 되돌아옵니다. AdaGrad와 RMSProp은 두 방향을 고르게 만들어 거의 곧장 걷습니다. 하나는 걸음이 점점 작아지고, 다른
# 하나는 일정합니다. Adam은 그렇게 고르게 만든 골짜기를 구르는 공입니다.
#
# ## 문제 7. 진짜 신경망에서

# %% [markdown] lang="en"
# ## Question 7. In a real network
#
# A valley of two weights is a drawing. Here is a small convolutional network with 1.6 million of them, for handwritten digits.

# %% [markdown] lang="ko"
# 가중치가 두 개인 골짜기는 그림일 뿐입니다. 여기 가중치가 160만 개인 작은 합성곱 신경망이 있습니다. 손글씨 숫자를 읽는
# 신경망입니다.

# %% name="digits"
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def prepare(images):
    """Return whole-number pixels (n, 28, 28) as floats between 0 and 1, of the shape (n, 28, 28, 1) that Conv2D takes."""
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
# Keras has the optimisers ready made. Three of them are here with the settings that Keras gives them. **Add the fourth:
# Adagrad.**

# %% [markdown] lang="ko"
# Keras에는 옵티마이저가 이미 만들어져 있습니다. 세 가지는 Keras의 기본 설정 그대로 적어 두었습니다. **네 번째로 Adagrad를
# 더하세요.**


# %% name="optimizers"
def make_optimizers():
    """Return a new optimiser of each kind, by its name."""
    adagrad = keras.optimizers.Adagrad()  # SOLUTION
    return {
        "Adam": keras.optimizers.Adam(),
        "SGD": keras.optimizers.SGD(),
        "RMSprop": keras.optimizers.RMSprop(),
        "Adagrad": adagrad,
    }


# %% [markdown] lang="en"
# A comparison is fair if everything else is equal: every optimiser gets a **new** network, the same images in batches of
# 100, the same number of epochs. `train` and `validation` are pairs (images, labels). The labels are whole numbers, so the
# loss is the *sparse* categorical cross-entropy.

# %% [markdown] lang="ko"
# 공정하게 비교하려면 나머지는 모두 같아야 합니다. 옵티마이저마다 **새** 신경망을 주고, 같은 이미지를 100장씩, 같은 에폭
# 수만큼 학습합니다. `train`과 `validation`은 (이미지, 레이블) 쌍입니다. 레이블이 정수이므로 손실은 *희소(sparse)* 범주형
# 교차 엔트로피입니다.


# %% name="train_cnn"
def train_cnn(optimizer, train, validation, epochs):
    """Train a new network; return it and its history: a dictionary with the lists "loss", "val_loss" and so on."""
    model = build_cnn()  # SOLUTION
    # compile with this optimiser, the loss and the metric "accuracy"; then fit
    # BEGIN SOLUTION
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    # END SOLUTION
    return model, history


# %% name="compare"
def compare(train, validation, epochs):
    """Return the history of each optimiser by its name."""
    histories = {}
    for name, optimizer in make_optimizers().items():
        history = train_cnn(optimizer, train, validation, epochs)[1]  # SOLUTION
        print(f"{name:8}  loss {history['loss'][-1]:.4f}   validation loss {history['val_loss'][-1]:.4f}")
        histories[name] = history
    return histories


# %% [markdown] lang="en"
# Draw the training loss of all four over the epochs: four labelled curves, names at both axes.

# %% [markdown] lang="ko"
# 네 가지의 훈련 손실을 에폭에 따라 그리세요. 이름표가 붙은 곡선 네 개를 그리고, 두 축에 이름을 붙입니다.


# %% name="loss_plot"
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    # BEGIN SOLUTION
    for name, history in histories.items():
        ax.plot(range(1, len(history["loss"]) + 1), history["loss"], marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="training loss")
    ax.legend()
    # END SOLUTION
    return figure


# %% [markdown] lang="en"
# The check trains some networks on a few hundred images; it takes about half a minute.

# %% [markdown] lang="ko"
# 아래 테스트는 이미지 몇백 장으로 신경망 몇 개를 학습하며, 30초쯤 걸립니다.

# %%
grader.check("q7")

# %% [markdown] lang="en"
# Now all 60,000 images, five epochs for each optimiser: some ten minutes on an ordinary computer.

# %% [markdown] lang="ko"
# 이제 이미지 60,000장 모두로, 옵티마이저마다 다섯 에폭씩 학습합니다. 보통 컴퓨터에서 10분쯤 걸립니다.

# %% tags=["otter_ignore"]
keras.utils.set_random_seed(0)
histories = compare((prepare(x_train), y_train), (prepare(x_test), y_test), epochs=5)
figure = loss_plot(histories)

# %% [markdown] lang="en"
# Do not take the picture for a verdict: it compares optimisers *at these learning rates*. Keras gives Adagrad a rate of
# 0.001, which is far too small for it; try `keras.optimizers.Adagrad(0.05)`.
#
# ## Question 8. Which one, and why?
#
# **In your own words** (one paragraph; a person reads and grades it): which optimiser would you take for a new task, and
# why? Say what you saw above, and what speaks for another choice.

# %% [markdown] lang="ko"
# 이 그림을 판결로 여기지는 마세요. *이 학습률에서* 옵티마이저를 비교한 것일 뿐입니다. Keras가 Adagrad에 주는 학습률 0.001은
# 너무 작습니다. `keras.optimizers.Adagrad(0.05)`로도 해 보세요.
#
# ## 문제 8. 무엇을, 왜?
#
# **자신의 말로 써 보세요** (한 문단. 사람이 읽고 채점합니다). 새로운 문제를 만나면 어떤 옵티마이저를 고르겠으며, 그 이유는
# 무엇인가요? 위에서 본 것을 들어 설명하고, 다른 선택을 하게 할 만한 이유도 말해 보세요.

# %% [markdown] lang="en" name="q8" prompt="_Write your answer here._"
# I would start with Adam. In the valley it neither zigzagged nor came to a halt, and with the network it reached a low loss
# within an epoch without any tuning, because it scales each weight's step by itself and smooths the direction. RMSprop did
# about as well. Plain SGD was slow at its default rate, but with momentum and a tuned, falling learning rate it often
# generalises as well or better, so for a long training in which I can afford to tune, I would compare the two.

# %% [markdown] lang="ko" name="q8" prompt="_여기에 답을 쓰세요._"
# 저라면 Adam으로 시작하겠습니다. 골짜기에서 지그재그로 걷지도 멈추지도 않았고, 신경망에서는 아무 조정 없이 한 에폭 만에
# 손실이 낮아졌습니다. 가중치마다 걸음의 크기를 스스로 맞추고 방향도 고르게 하기 때문입니다. RMSprop도 비슷하게 잘했습니다.
# SGD는 기본 학습률에서 느렸지만, 모멘텀을 더하고 학습률을 잘 맞추어 점점 줄이면 일반화가 같거나 더 나은 경우가 많습니다.
# 그래서 조정할 여유가 있는 긴 학습이라면 둘을 비교해 보겠습니다.

# %% [markdown] lang="en"
# ## What to take away
#
# - All optimisers follow the gradient. They differ in what they remember: nothing (SGD), where they were going (momentum),
#   how steep it was (AdaGrad, RMSProp), or both (Adam).
# - What is remembered starts at 0, which is wrong at first; Adam corrects for it.
# - A learning rate belongs to its optimiser. A comparison at one rate says little.
#
# To read on: Duchi, Hazan & Singer, *Adaptive subgradient methods for online learning and stochastic optimization* (2011);
# Tieleman & Hinton, *Lecture 6.5: RMSProp* (2012); Sutskever et al., *On the importance of initialization and momentum in
# deep learning* (2013); Kingma & Ba, *Adam: a method for stochastic optimization* (2015).

# %% [markdown] lang="ko"
# ## 정리
#
# - 옵티마이저는 모두 기울기를 따라갑니다. 다른 점은 무엇을 기억하느냐입니다. 아무것도 기억하지 않거나(SGD), 어디로 가던
#   중이었는지(모멘텀), 얼마나 가팔랐는지(AdaGrad, RMSProp), 또는 둘 다(Adam)를 기억합니다.
# - 기억은 0에서 시작하며, 처음에는 틀린 값입니다. Adam은 그것을 보정합니다.
# - 학습률은 옵티마이저에 딸린 것입니다. 학습률 하나로 한 비교는 별로 말해 주는 것이 없습니다.
#
# 더 읽을거리: Duchi, Hazan & Singer, *Adaptive subgradient methods for online learning and stochastic optimization* (2011);
# Tieleman & Hinton, *Lecture 6.5: RMSProp* (2012); Sutskever et al., *On the importance of initialization and momentum in
# deep learning* (2013); Kingma & Ba, *Adam: a method for stochastic optimization* (2015).
