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
# # A good place to start
#
# Before the first step of training, every weight needs a value. It seems not to matter, since training will change it; for a
# long time it decided whether deep networks could be trained at all. In this notebook you see why: what goes wrong with
# zeros, with small weights and with large ones, where the rules of Xavier Glorot and Kaiming He come from, and how networks
# were started before these rules were known.
#
# Each question asks for a few lines, at the places marked `Fill this blank!`. Below each question a cell
# `grader.check("q…")` tells you what is right and what is not. The tests are the ones you will be graded with; only the data
# and the random seeds differ. What a function is called, what it takes and what it returns is fixed by its first lines; how you
# write the inside is up to you.
#
# Random seeds: a function that makes or initializes a network draws new weights at each call, so set no seed inside it. A
# function that trains, or compares trainings, may set one before it starts.

# %% [markdown] lang="ko"
# # 좋은 출발점
#
# 학습의 첫걸음을 떼기 전에 모든 가중치에는 값이 있어야 합니다. 어차피 학습이 바꿀 것이니 아무래도 좋을 것 같지만, 깊은
# 신경망을 학습할 수 있느냐 없느냐가 오랫동안 여기에 달려 있었습니다. 이 노트북에서는 그 까닭을 살펴봅니다. 0이나 너무 작은
# 값, 너무 큰 값으로 시작하면 무엇이 잘못되는지, Xavier Glorot과 Kaiming He의 규칙은 어디서 나왔는지, 그리고 이 규칙이
# 알려지기 전에는 신경망을 어떻게 출발시켰는지를 봅니다.
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
import torch
from sklearn.datasets import load_digits
from tensorflow import keras
from torch import nn

# %% [markdown] lang="en"
# ## Question 1. Seven ways to draw a weight matrix
#
# A layer takes `fan_in` numbers and gives `fan_out`. Its matrix here has the shape (fan_in, fan_out): a batch $x$ becomes $xW$.
#
# | | distribution |
# | --- | --- |
# | zeros | 0 |
# | normal | $N(0, \sigma^2)$, with a σ that is given |
# | LeCun normal | $N(0, \sigma^2)$, $\sigma = \sqrt{1/\text{fan\_in}}$ |
# | Xavier (Glorot) normal | $N(0, \sigma^2)$, $\sigma = \sqrt{2/(\text{fan\_in}+\text{fan\_out})}$ |
# | Xavier (Glorot) uniform | $U(-a, a)$, $a = \sqrt{6/(\text{fan\_in}+\text{fan\_out})}$ |
# | He normal | $N(0, \sigma^2)$, $\sigma = \sqrt{2/\text{fan\_in}}$ |
# | He uniform | $U(-a, a)$, $a = \sqrt{6/\text{fan\_in}}$ |
#
# On many slides "Xavier" is $\sigma = 1/\sqrt{\text{fan\_in}}$. That is LeCun's rule; the two agree where fan_in = fan_out.
#
# `rng` is a `np.random.Generator`; draw everything with it, so that the same generator gives the same weights.

# %% [markdown] lang="ko"
# ## 문제 1. 가중치 행렬을 뽑는 일곱 가지 방법
#
# 층 하나는 수 `fan_in`개를 받아 `fan_out`개를 내보냅니다. 여기서 행렬의 모양은 (fan_in, fan_out)이고, 배치 $x$는 $xW$가 됩니다.
#
# | | 분포 |
# | --- | --- |
# | 0 | 0 |
# | 정규 | $N(0, \sigma^2)$. σ는 주어짐 |
# | LeCun 정규 | $N(0, \sigma^2)$, $\sigma = \sqrt{1/\text{fan\_in}}$ |
# | Xavier(Glorot) 정규 | $N(0, \sigma^2)$, $\sigma = \sqrt{2/(\text{fan\_in}+\text{fan\_out})}$ |
# | Xavier(Glorot) 균등 | $U(-a, a)$, $a = \sqrt{6/(\text{fan\_in}+\text{fan\_out})}$ |
# | He 정규 | $N(0, \sigma^2)$, $\sigma = \sqrt{2/\text{fan\_in}}$ |
# | He 균등 | $U(-a, a)$, $a = \sqrt{6/\text{fan\_in}}$ |
#
# 많은 강의 자료에서 $\sigma = 1/\sqrt{\text{fan\_in}}$을 "Xavier"라고 부릅니다. 그것은 LeCun의 규칙이며, fan_in = fan_out일
# 때만 둘이 같습니다.
#
# `rng`는 `np.random.Generator`입니다. 같은 생성기가 같은 가중치를 주도록 모두 이것으로 뽑으세요.


# %% name="initialisers"
def zeros(fan_in, fan_out, rng):
    w = np.zeros((fan_in, fan_out))  # SOLUTION
    return w


def normal(fan_in, fan_out, rng, sigma=1.0):
    w = rng.normal(0, sigma, (fan_in, fan_out))  # SOLUTION
    return w


def lecun_normal(fan_in, fan_out, rng):
    w = rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))  # SOLUTION
    return w


def glorot_normal(fan_in, fan_out, rng):
    w = rng.normal(0, np.sqrt(2 / (fan_in + fan_out)), (fan_in, fan_out))  # SOLUTION
    return w


def glorot_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / (fan_in + fan_out))  # SOLUTION
    w = rng.uniform(-a, a, (fan_in, fan_out))  # SOLUTION
    return w


def he_normal(fan_in, fan_out, rng):
    w = rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))  # SOLUTION
    return w


def he_uniform(fan_in, fan_out, rng):
    a = np.sqrt(6 / fan_in)  # SOLUTION
    w = rng.uniform(-a, a, (fan_in, fan_out))  # SOLUTION
    return w


# %%
grader.check("q1")

# %% [markdown] lang="en"
# ## Question 2. Why not start at zero?
#
# Because of **symmetry**. If all weights of a layer are equal, all its units compute the same, get the same gradient, and
# stay the same for ever: however many units there are, it is one unit. With zeros it is worse still: the gradient that comes
# back is multiplied by the weights of the layer above, so nothing at all arrives at the first layer.
#
# See for yourself, with a network 3 → 5 → 1.

# %% [markdown] lang="ko"
# ## 문제 2. 왜 0에서 시작하지 않을까?
#
# **대칭** 때문입니다. 한 층의 가중치가 모두 같으면 그 층의 유닛은 모두 같은 것을 계산하고 같은 기울기를 받아 영원히
# 똑같습니다. 유닛이 몇 개이든 하나나 마찬가지입니다. 0이면 더 나쁩니다. 거꾸로 오는 기울기에 윗층의 가중치가 곱해지므로, 첫
# 번째 층에는 아무것도 도착하지 않습니다.
#
# 3 → 5 → 1 신경망으로 직접 확인해 봅시다.


# %% name="symmetry"
def constant_network(value):
    """Return a network 3 → 5 → 1 with a sigmoid in between, all of whose weights and biases are `value`."""
    network = nn.Sequential(nn.Linear(3, 5), nn.Sigmoid(), nn.Linear(5, 1))
    # BEGIN SOLUTION
    for parameter in network.parameters():
        nn.init.constant_(parameter, value)
    # END SOLUTION
    return network


def first_layer_gradient(network, x, y):
    """Return the gradient of the mean squared error by the first weight matrix, a tensor (5, 3). x (N, 3), y (N, 1)."""
    network.zero_grad()
    # BEGIN SOLUTION
    loss = nn.functional.mse_loss(network(x), y)
    loss.backward()
    gradient = network[0].weight.grad
    # END SOLUTION
    return gradient


def first_weights_after(network, x, y, steps, learning_rate=0.5):
    """Train by plain gradient descent on the mean squared error; return the first weight matrix afterwards, (5, 3)."""
    optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate)
    for step in range(steps):
        # BEGIN SOLUTION
        loss = nn.functional.mse_loss(network(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        # END SOLUTION
    return network[0].weight.detach()


# %%
grader.check("q2")

# %% tags=["otter_ignore"]
torch.manual_seed(0)
x, y = torch.randn(20, 3), torch.randn(20, 1)
print("gradient at zero:\n", first_layer_gradient(constant_network(0.0), x, y))
print("all weights 0.5, after 100 steps:\n", first_weights_after(constant_network(0.5), x, y, steps=100))

# %% [markdown] lang="en"
# ## Question 3. What becomes of the signal?
#
# So the weights must be random. How large? Send 1,000 inputs from $N(0, 1)$ through five layers of 100 units and look at
# what comes out of each.

# %% [markdown] lang="ko"
# ## 문제 3. 신호는 어떻게 될까?
#
# 그러니 가중치는 무작위여야 합니다. 크기는 얼마가 좋을까요? $N(0, 1)$에서 뽑은 입력 1,000개를 유닛이 100개인 층 다섯 개에
# 통과시키고, 층마다 무엇이 나오는지 봅시다.


# %% name="layer_outputs"
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)


ACTIVATIONS = {"sigmoid": sigmoid, "tanh": np.tanh, "ReLU": relu}


def layer_outputs(x, activation, draw, layers=5):
    """Send x (N, 100) through `layers` layers; return what comes out of each: a list of arrays (N, 100).

    `activation` is a function of an array; `draw()` returns a new weight matrix (100, 100). There are no biases.
    """
    outputs = []
    for layer in range(layers):
        x = activation(x @ draw())  # SOLUTION
        outputs.append(x)
    return outputs


# %% [markdown] lang="en"
# Four ways to draw the matrix: too large (`"σ = 1"`), too small (`"σ = 0.01"`), `"Xavier"` and `"He"` (both normal), with
# the functions of Question 1.

# %% [markdown] lang="ko"
# 행렬을 네 가지로 뽑습니다. 너무 크게(`"σ = 1"`), 너무 작게(`"σ = 0.01"`), `"Xavier"`, `"He"`(둘 다 정규 분포). 문제 1의
# 함수를 쓰세요.


# %% name="experiment"
def experiment(activation, rng, inputs=1000):
    """Return the layer outputs for each way to draw the weights, by its name; `activation` is a key of ACTIVATIONS."""
    x = rng.normal(0, 1, (inputs, 100))
    draws = {}
    draws["σ = 1"] = lambda: normal(100, 100, rng, sigma=1.0)
    # BEGIN SOLUTION
    draws["σ = 0.01"] = lambda: normal(100, 100, rng, sigma=0.01)
    draws["Xavier"] = lambda: glorot_normal(100, 100, rng)
    draws["He"] = lambda: he_normal(100, 100, rng)
    # END SOLUTION
    return {name: layer_outputs(x, ACTIVATIONS[activation], draw) for name, draw in draws.items()}


# %% [markdown] lang="en"
# Two numbers say most about each layer: the **mean** and the **standard deviation** of all that comes out of it. And a
# picture shows the rest: one histogram for each layer, side by side (`ax.hist`), each with a title.

# %% [markdown] lang="ko"
# 층마다 나오는 값 전체의 **평균**과 **표준편차**, 이 두 수가 대부분을 말해 줍니다. 나머지는 그림이 보여 줍니다. 층마다
# 히스토그램(`ax.hist`)을 하나씩 나란히 그리고 제목을 붙이세요.


# %% name="statistics"
def statistics(outputs):
    """Return (mean, standard deviation) of each layer's outputs: a list of pairs of numbers."""
    pairs = [(output.mean(), output.std()) for output in outputs]  # SOLUTION
    return pairs


def histogram_plot(outputs):
    """Return a Figure with one histogram for each layer, from the first to the last."""
    figure, axes = plt.subplots(1, len(outputs), figsize=(2.2 * len(outputs), 1.8), layout="constrained")
    # BEGIN SOLUTION
    for number, (ax, output) in enumerate(zip(axes, outputs), start=1):
        ax.hist(output.ravel(), bins=30)
        ax.set_title(f"layer {number}")
    # END SOLUTION
    return figure


# %%
grader.check("q3")

# %% tags=["otter_ignore"]
rng = np.random.default_rng(0)
print("Mean ± standard deviation in the layers 1, 3 and 5:")
for activation in ACTIVATIONS:
    for name, outputs in experiment(activation, rng).items():
        shown = "  ".join(f"{mean:8.3f} ± {std:<9.3f}" for mean, std in statistics(outputs)[::2])
        print(f"{activation:8} {name:9} {shown}")
for activation, name in (("sigmoid", "σ = 1"), ("tanh", "σ = 0.01"), ("tanh", "Xavier"), ("ReLU", "He")):
    figure = histogram_plot(experiment(activation, rng)[name])
    figure.suptitle(f"{activation}, {name}")

# %% [markdown] lang="en"
# - **σ = 1, sigmoid: saturation.** The scores are large, so the outputs pile up at 0 and 1, where the slope is almost 0.
#   Nothing can be learnt.
# - **σ = 0.01: collapse.** With tanh and ReLU the signal shrinks tenfold or more in each layer; with the sigmoid all units
#   say ½. All units are alike again.
# - **Xavier with tanh: health.** Glorot and Bengio asked for the variance to stay the same from layer to layer, forwards and
#   backwards. For a function with slope 1 at 0 that gives $2/(\text{fan\_in}+\text{fan\_out})$.
# - **He with ReLU: health.** ReLU throws away half of the signal, so the variance has to be twice as large: $2/\text{fan\_in}$.
#
# ## Question 4. And of the gradient?
#
# The same happens on the way back, where each layer multiplies by its weights *and by its slope*. Build a network of `depth`
# hidden layers of 50 units, with sigmoids and Xavier's weights or with ReLU and He's, and compare the **gradients** of its
# layers.

# %% [markdown] lang="ko"
# - **σ = 1과 시그모이드: 포화.** 점수가 커서 출력이 0과 1에 몰리고, 거기서는 기울기가 거의 0입니다. 아무것도 배울 수 없습니다.
# - **σ = 0.01: 붕괴.** tanh와 ReLU에서는 층을 지날 때마다 신호가 10분의 1 이하로 줄어들고, 시그모이드에서는 모든 유닛이
#   ½이라고 말합니다. 다시 모든 유닛이 똑같아집니다.
# - **Xavier와 tanh: 건강.** Glorot과 Bengio는 앞으로 갈 때도 거꾸로 갈 때도 층이 바뀌어도 분산이 같기를 바랐습니다. 0에서
#   기울기가 1인 함수라면 그 답이 $2/(\text{fan\_in}+\text{fan\_out})$입니다.
# - **He와 ReLU: 건강.** ReLU는 신호의 절반을 버리므로 분산이 두 배여야 합니다. $2/\text{fan\_in}$입니다.
#
# ## 문제 4. 그러면 기울기는?
#
# 거꾸로 가는 길에서도 같은 일이 일어납니다. 층마다 가중치가 곱해질 뿐 아니라 *활성화 함수의 기울기도* 곱해집니다. 유닛이
# 50개인 은닉층이 `depth`개인 신경망을, 시그모이드와 Xavier 가중치로, 또는 ReLU와 He 가중치로 만들고 층마다 **기울기**를
# 비교해 봅시다.


# %% name="deep_network"
def deep_network(depth, activation):
    """Return 20 → 50 → … → 50 → 1 with `depth` hidden layers; `activation` is "sigmoid" or "ReLU".

    Weights: Xavier normal with sigmoids, He normal with ReLU, in all layers. Biases: 0.
    """
    layers, inputs = [], 20
    for _ in range(depth):
        layers += [nn.Linear(inputs, 50), nn.Sigmoid() if activation == "sigmoid" else nn.ReLU()]
        inputs = 50
    layers.append(nn.Linear(inputs, 1))
    for layer in layers:
        if isinstance(layer, nn.Linear):
            # BEGIN SOLUTION
            if activation == "sigmoid":
                nn.init.xavier_normal_(layer.weight)
            else:
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
            # END SOLUTION
    return nn.Sequential(*layers)


def gradient_norms(network, x, y):
    """Return the norm (root of the sum of squares) of the gradient of each weight matrix, first layer to last: a list of numbers.

    The loss is the mean squared error; x (N, 20), y (N, 1).
    """
    network.zero_grad()
    nn.functional.mse_loss(network(x), y).backward()
    norms = [layer.weight.grad.norm().item() for layer in network if isinstance(layer, nn.Linear)]  # SOLUTION
    return norms


# %% [markdown] lang="en"
# How much of the gradient arrives at the first layer, compared with the last hidden one? (The output layer, the very last,
# is left out: it has only one unit.)

# %% [markdown] lang="ko"
# 마지막 은닉층에 견주어 첫 번째 층에는 기울기가 얼마나 도착할까요? (맨 끝의 출력층은 유닛이 하나뿐이므로 뺍니다.)


# %% name="arriving"
def arriving(depth, activation, x, y):
    """Return the gradient norm of the first layer of a new network, divided by that of its last hidden layer."""
    norms = gradient_norms(deep_network(depth, activation), x, y)  # SOLUTION
    ratio = norms[0] / norms[-2]  # SOLUTION
    return ratio


# %%
grader.check("q4")

# %% tags=["otter_ignore"]
torch.manual_seed(0)
x, y = torch.randn(100, 20), torch.randn(100, 1)
depths = range(2, 11)
plt.figure(figsize=(5, 3))
for activation in ("sigmoid", "ReLU"):
    plt.semilogy(depths, [arriving(depth, activation, x, y) for depth in depths], marker="o", label=activation)
plt.xlabel("hidden layers")
plt.ylabel("gradient: first / last hidden layer")
plt.legend()
plt.show()

# %% [markdown] lang="en"
# With sigmoids each further layer takes its share, and after ten layers next to nothing arrives. This is the **vanishing
# gradient**.
#
# ## Question 5. Keras: two mistakes to find
#
# The next cell was handed out in an earlier year, and it has two mistakes. It is to return a network for square images of
# `side` × `side` pixels, side² → 300 → 100 → 10, with ReLU in the hidden layers, softmax at the end, and **all weight
# matrices drawn by `weight_init`** (the name of an initialiser of Keras). Find both and mend them.
#
# (A hint for one: look up in which order `Dense` takes its arguments. The other shows with scikit-learn's digits, which have
# 8 × 8 pixels.)

# %% [markdown] lang="ko"
# 시그모이드에서는 층이 하나 늘 때마다 기울기가 제 몫만큼 줄어들어, 열 층을 지나면 거의 아무것도 도착하지 않습니다. 이것이
# **기울기 소실(vanishing gradient)** 입니다.
#
# ## 문제 5. Keras: 실수 두 개 찾기
#
# 다음 셀은 예전에 나누어 주었던 것인데 실수가 두 개 있습니다. `side` × `side` 픽셀의 정사각형 이미지를 위한 신경망 side² →
# 300 → 100 → 10을 돌려주어야 합니다. 은닉층은 ReLU, 마지막은 소프트맥스이고, **모든 가중치 행렬을 `weight_init`(Keras 초기화
# 방법의 이름)으로** 뽑습니다. 두 실수를 찾아 고치세요.
#
# (하나의 힌트: `Dense`가 인자를 어떤 순서로 받는지 찾아보세요. 다른 하나는 8 × 8 픽셀인 scikit-learn의 숫자 이미지를 쓰면
# 드러납니다.)


# %% name="make_model"
def make_model(weight_init, side):
    """Return a network for rows of side² pixels."""
    layers = keras.layers
    # BEGIN SOLUTION NO PROMPT
    return keras.Sequential(
        [
            layers.Input((side * side,)),
            layers.Dense(300, activation="relu", kernel_initializer=weight_init),
            layers.Dense(100, activation="relu", kernel_initializer=weight_init),
            layers.Dense(10, kernel_initializer=weight_init, activation="softmax"),
        ]
    )
    # END SOLUTION
    """ # BEGIN PROMPT
    # Two mistakes are in the following lines.
    return keras.Sequential(
        [
            layers.Input((28 * 28,)),
            layers.Dense(300, weight_init),
            layers.Dense(100, weight_init),
            layers.Dense(10, weight_init),
        ]
    )
    """  # END PROMPT


# %%
grader.check("q5")

# %% tags=["otter_ignore"]
digits = load_digits()
rows = digits.data / 16  # 1,797 images of 8 × 8 pixels
for weight_init in ("zeros", "random_normal", "glorot_uniform", "he_normal", "orthogonal"):
    keras.utils.set_random_seed(0)
    model = make_model(weight_init, side=8)
    model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(
        rows[:1500], digits.target[:1500], epochs=10, validation_data=(rows[1500:], digits.target[1500:]), verbose=0
    ).history
    print(f"{weight_init:15} accuracy on the last 297 digits after 10 epochs: {history['val_accuracy'][-1]:.3f}")

# %% [markdown] lang="en"
# ## Question 6. Five runs of one network
#
# The convolutional network of the assignment `optimizers`, with the activation and the initialiser as arguments. Write it
# such that they reach **every convolution and every dense layer**, but for the activation of the last one, which is softmax.
# With `batch_norm`, a `BatchNormalization` stands **before each activation** (but for the softmax), so the activation has to be
# a layer of its own. It normalizes each channel, or unit, by itself: along the last axis, as Keras does by default.

# %% [markdown] lang="ko"
# ## 문제 6. 한 신경망의 다섯 가지 실험
#
# `optimizers` 과제의 합성곱 신경망에 활성화 함수와 초기화 방법을 인자로 둡니다. 이것이 **모든 합성곱층과 완전 연결층**에
# 전해지도록 작성하세요. 단 마지막 층의 활성화 함수는 소프트맥스입니다. `batch_norm`이면 (소프트맥스를 뺀) **모든 활성화 함수
# 앞에** `BatchNormalization`이 들어갑니다. 그래서 활성화 함수가 따로 한 층이어야 합니다. 배치 정규화는 채널(또는 유닛)마다
# 따로 합니다. Keras의 기본값인 마지막 축이 그것입니다.


# %% name="build_cnn"
def build_cnn(activation, weight_init, batch_norm=False):
    """Return a new network for images (28, 28, 1)."""
    layers = keras.layers

    def then_activate(layer):
        """The layer, a batch normalisation if there is to be one, and the activation: a list of layers."""
        normalisation = [layers.BatchNormalization()] if batch_norm else []  # SOLUTION
        return [layer, *normalisation, layers.Activation(activation)]  # SOLUTION

    return keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            *then_activate(layers.Conv2D(32, 3, padding="same", kernel_initializer=weight_init)),
            layers.MaxPooling2D(),
            *then_activate(layers.Conv2D(64, 3, padding="same", kernel_initializer=weight_init)),
            layers.MaxPooling2D(),
            layers.Flatten(),
            *then_activate(layers.Dense(512, kernel_initializer=weight_init)),
            layers.Dropout(0.2),
            layers.Dense(10, activation="softmax", kernel_initializer=weight_init),
        ]
    )


# %% [markdown] lang="en"
# The runs, by number. Each is a step away from the one before:
#
# 1. SGD, sigmoid, `random_uniform`
# 2. SGD, sigmoid, `glorot_normal`
# 3. SGD, ReLU, `random_uniform`
# 4. SGD, ReLU, `he_uniform`
# 5. Adam, ReLU, `he_uniform`
# 6. like 2, with batch normalisation

# %% [markdown] lang="ko"
# 실험은 번호로 부릅니다. 하나하나가 앞의 것에서 한 걸음씩 나아갑니다.
#
# 1. SGD, 시그모이드, `random_uniform`
# 2. SGD, 시그모이드, `glorot_normal`
# 3. SGD, ReLU, `random_uniform`
# 4. SGD, ReLU, `he_uniform`
# 5. Adam, ReLU, `he_uniform`
# 6. 2번에 배치 정규화를 더한 것


# %% name="runs"
def build_run(number):
    """Return the network of run `number` and the name of its optimiser, "sgd" or "adam"."""
    # BEGIN SOLUTION
    model = {
        1: lambda: build_cnn("sigmoid", "random_uniform"),
        2: lambda: build_cnn("sigmoid", "glorot_normal"),
        3: lambda: build_cnn("relu", "random_uniform"),
        4: lambda: build_cnn("relu", "he_uniform"),
        5: lambda: build_cnn("relu", "he_uniform"),
        6: lambda: build_cnn("sigmoid", "glorot_normal", batch_norm=True),
    }[number]()
    optimizer = "adam" if number == 5 else "sgd"
    # END SOLUTION
    return model, optimizer


def run(number, train, validation, epochs):
    """Train the network of a run in batches of 100; return it and its history (with accuracies). `train`, `validation`: (images, labels)."""
    model, optimizer = build_run(number)
    # compile with the loss for labels that are whole numbers and the metric "accuracy"; then fit
    # BEGIN SOLUTION
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    # END SOLUTION
    return model, history


# %% [markdown] lang="en"
# The check trains several networks on a few thousand images; it takes about half a minute.

# %% [markdown] lang="ko"
# 아래 테스트는 이미지 몇천 장으로 신경망 여러 개를 학습하며, 30초쯤 걸립니다.

# %%
grader.check("q6")

# %% [markdown] lang="en"
# Now for real, on all 60,000 images: two epochs for each run, some five minutes in all. The original course let them run for
# five.

# %% [markdown] lang="ko"
# 이제 이미지 60,000장 모두로 실험합니다. 실험마다 두 에폭씩, 모두 5분쯤 걸립니다. 원래 과목에서는 다섯 에폭씩 학습했습니다.

# %% tags=["otter_ignore"]
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
train, validation = ((x.reshape(-1, 28, 28, 1).astype("float32") / 255, y) for x, y in ((x_train, y_train), (x_test, y_test)))
for number in range(1, 7):
    keras.utils.set_random_seed(0)
    model, history = run(number, train, validation, epochs=2)
    print(f"run {number}: validation accuracy " + "  ".join(f"{accuracy:.4f}" for accuracy in history["val_accuracy"]))

# %% [markdown] lang="en"
# With sigmoids and plain SGD nothing is learnt, whether Xavier's weights or not: three layers of sigmoids let too little
# gradient through for such small steps. ReLU learns; He's weights help it, and Adam more. And batch normalisation brings
# even the sigmoid network to life, since it keeps its units away from saturation.
#
# ## Question 7. Before Xavier: one layer at a time
#
# In 2006 nobody knew how to start a deep network well. Hinton's answer was to train each layer *without labels* first, to
# describe its input: as a **restricted Boltzmann machine** (RBM). It has visible units $v$ (the pixels) and hidden units
# $h$, all 0 or 1, and gives every combination an energy; low energy means likely:
#
# $$E(v, h) = -v \cdot b - h \cdot c - v^\top W h$$
#
# $p$ holds `p["W"]` (visible, hidden), `p["b"]` (visible,) and `p["c"]` (hidden,). Within a layer units are not connected,
# so given one layer the units of the other are independent:
#
# $$P(h_j = 1 \mid v) = \sigma\Big(c_j + \sum_i v_i W_{ij}\Big),\qquad P(v_i = 1 \mid h) = \sigma\Big(b_i + \sum_j W_{ij} h_j\Big)$$

# %% [markdown] lang="ko"
# 시그모이드와 SGD로는 Xavier 가중치이든 아니든 아무것도 배우지 못합니다. 시그모이드 층 셋을 지나면, 이렇게 작은 걸음으로
# 배우기에는 남는 기울기가 너무 적습니다. ReLU는 배웁니다. He 가중치는 도움이 되고, Adam은 더 도움이 됩니다. 그리고 배치
# 정규화는 시그모이드 신경망까지 살려 냅니다. 유닛이 포화하지 않게 해 주기 때문입니다.
#
# ## 문제 7. Xavier 이전: 한 번에 한 층씩
#
# 2006년에는 깊은 신경망을 어떻게 출발시켜야 할지 아무도 몰랐습니다. Hinton의 답은, 먼저 *레이블 없이* 층마다 자기 입력을
# 묘사하도록 학습시키는 것이었습니다. 이것이 **제한된 볼츠만 머신(RBM)** 입니다. RBM에는 보이는 유닛 $v$(픽셀)와 숨은 유닛
# $h$가 있고 값은 모두 0 또는 1입니다. 모든 조합에 에너지를 매기는데, 에너지가 낮으면 일어나기 쉽다는 뜻입니다.
#
# $$E(v, h) = -v \cdot b - h \cdot c - v^\top W h$$
#
# $p$에는 `p["W"]` (visible, hidden), `p["b"]` (visible,), `p["c"]` (hidden,)가 들어 있습니다. 같은 층의 유닛끼리는 이어져
# 있지 않으므로, 한 층이 주어지면 다른 층의 유닛들은 서로 독립입니다.
#
# $$P(h_j = 1 \mid v) = \sigma\Big(c_j + \sum_i v_i W_{ij}\Big),\qquad P(v_i = 1 \mid h) = \sigma\Big(b_i + \sum_j W_{ij} h_j\Big)$$


# %% name="rbm"
def energy(v, h, p):
    """Return the energy of each row: v (N, visible) and h (N, hidden) give (N,)."""
    e = -v @ p["b"] - h @ p["c"] - ((v @ p["W"]) * h).sum(axis=1)  # SOLUTION
    return e


def hidden_probabilities(v, p):
    """Return P(h = 1 | v): (N, visible) gives (N, hidden)."""
    probabilities = sigmoid(v @ p["W"] + p["c"])  # SOLUTION
    return probabilities


def visible_probabilities(h, p):
    """Return P(v = 1 | h): (N, hidden) gives (N, visible)."""
    probabilities = sigmoid(h @ p["W"].T + p["b"])  # SOLUTION
    return probabilities


# %% [markdown] lang="en"
# To make the data likely, lower its energy and raise that of what the machine itself dreams up. **Contrastive divergence**
# (CD-1) lets it dream for one step only: from the data $v_0$ to the hidden probabilities $h_0$; from a **sample** of them
# (each unit 1 with its probability) to the visible probabilities $v_1$; from these to the hidden probabilities $h_1$. What
# to add to the parameters is the difference, averaged over the N rows:
#
# $$\Delta W = \tfrac1N \left(v_0^\top h_0 - v_1^\top h_1\right),\qquad \Delta b = \overline{v_0 - v_1},\qquad \Delta c = \overline{h_0 - h_1}$$

# %% [markdown] lang="ko"
# 데이터가 일어나기 쉽게 하려면 데이터의 에너지를 낮추고, 기계가 스스로 꾸는 꿈의 에너지를 높입니다. **대조 발산(contrastive
# divergence, CD-1)** 은 꿈을 한 걸음만 꾸게 합니다. 데이터 $v_0$에서 숨은 확률 $h_0$으로, 거기서 뽑은 **표본**(유닛마다 그
# 확률로 1)에서 보이는 확률 $v_1$로, 다시 숨은 확률 $h_1$로 갑니다. 파라미터에 더할 것은 그 차이를 N개 행에 대해 평균한
# 것입니다.
#
# $$\Delta W = \tfrac1N \left(v_0^\top h_0 - v_1^\top h_1\right),\qquad \Delta b = \overline{v_0 - v_1},\qquad \Delta c = \overline{h_0 - h_1}$$


# %% name="contrastive_divergence"
def contrastive_divergence(v0, p, rng):
    """Return what to add to the parameters for the data v0 (N, visible): a dictionary like p. `rng`: np.random.Generator."""
    h0 = hidden_probabilities(v0, p)  # SOLUTION
    sample = (rng.random(h0.shape) < h0).astype(float)  # SOLUTION
    v1 = visible_probabilities(sample, p)  # SOLUTION
    h1 = hidden_probabilities(v1, p)  # SOLUTION
    dW = (v0.T @ h0 - v1.T @ h1) / len(v0)  # SOLUTION
    db = (v0 - v1).mean(axis=0)  # SOLUTION
    dc = (h0 - h1).mean(axis=0)  # SOLUTION
    return {"W": dW, "b": db, "c": dc}


# %% [markdown] lang="en"
# Training adds these again and again, a batch at a time. How well a machine describes its data shows in the **reconstruction
# error**: the mean squared difference between the data and what comes back from its hidden probabilities.

# %% [markdown] lang="ko"
# 학습은 배치마다 이것을 거듭 더하는 것입니다. 기계가 데이터를 얼마나 잘 묘사하는지는 **재구성 오차**에 나타납니다. 데이터와,
# 데이터의 숨은 확률에서 되돌아온 것 사이의 평균 제곱 차이입니다.


# %% name="train_rbm"
def reconstruction_error(v, p):
    """Return the mean squared difference between v (N, visible) and what its hidden probabilities give back, a number."""
    back = visible_probabilities(hidden_probabilities(v, p), p)  # SOLUTION
    error = ((v - back) ** 2).mean()  # SOLUTION
    return error


def train_rbm(data, hidden, epochs, rng, learning_rate=0.1, batch_size=20):
    """Train a new RBM with `hidden` hidden units on data (N, visible); return its parameters."""
    visible = data.shape[1]
    p = {"W": rng.normal(0, 0.1, (visible, hidden)), "b": np.zeros(visible), "c": np.zeros(hidden)}
    for _ in range(epochs):
        for rows in np.array_split(rng.permutation(len(data)), len(data) // batch_size):
            # a step on these rows of the data
            # BEGIN SOLUTION
            step = contrastive_divergence(data[rows], p, rng)
            for key in p:
                p[key] += learning_rate * step[key]
            # END SOLUTION
    return p


# %% [markdown] lang="en"
# A **deep belief network** stacks them: the second machine is trained on the hidden probabilities of the first. Its weights
# then start an ordinary network with sigmoids, which only has to be fine-tuned: visible → sizes[0] → sizes[1] → 10. (A
# matrix of `nn.Linear` has the shape (out, in), so it is transposed here.)

# %% [markdown] lang="ko"
# **심층 신뢰 신경망(deep belief network)** 은 이것을 쌓은 것입니다. 두 번째 기계는 첫 번째 기계의 숨은 확률로 학습합니다. 그
# 가중치에서 시작하는, 시그모이드를 쓰는 보통의 신경망 visible → sizes[0] → sizes[1] → 10은 미세 조정만 하면 됩니다.
# (`nn.Linear`의 행렬은 모양이 (out, in)이므로 여기서 전치합니다.)


# %% name="belief_network"
def train_stack(data, sizes, epochs, rng):
    """Train one RBM for each of `sizes`, each on the hidden probabilities of the one before; return the list of their parameters."""
    stack = []
    for hidden in sizes:
        p = train_rbm(data, hidden, epochs, rng)  # SOLUTION
        data = hidden_probabilities(data, p)  # SOLUTION
        stack.append(p)
    return stack


def network_from(stack, classes=10):
    """Return linear, sigmoid, linear, sigmoid, …, linear: the first layers start with the weights W and biases c of `stack`."""
    layers = []
    for p in stack:
        linear = nn.Linear(*p["W"].shape)
        with torch.no_grad():
            # BEGIN SOLUTION
            linear.weight.copy_(torch.tensor(p["W"].T))
            linear.bias.copy_(torch.tensor(p["c"]))
            # END SOLUTION
        layers += [linear, nn.Sigmoid()]
    return nn.Sequential(*layers, nn.Linear(len(stack[-1]["c"]), classes))


# %%
grader.check("q7")

# %% [markdown] lang="en"
# Does it help? The digits again, 8 × 8 pixels: the same network three times, from the stack, from normal weights with σ = 1,
# and from Xavier's.

# %% [markdown] lang="ko"
# 도움이 될까요? 다시 8 × 8 픽셀 숫자 이미지입니다. 같은 신경망을 세 번, 쌓은 RBM에서, σ = 1인 정규 분포에서, Xavier 방법에서
# 시작해 봅니다.


# %% tags=["otter_ignore"]
def fine_tune(network, epochs=30):
    """Return the training loss before the first epoch and after each."""
    x, y = torch.tensor(rows, dtype=torch.float32), torch.tensor(digits.target)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9)
    losses = []
    for epoch in range(epochs + 1):
        losses.append(nn.functional.cross_entropy(network(x), y).item())
        for batch in torch.randperm(len(x)).split(100):
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(x[batch]), y[batch]).backward()
            optimizer.step()
    return losses


torch.manual_seed(0)
rng = np.random.default_rng(0)
stack = train_stack(rows, [64, 32], epochs=20, rng=rng)
starts = {"stacked RBMs": stack}
for name, draw in (("normal, σ = 1", normal), ("Xavier", glorot_normal)):
    starts[name] = [{"W": draw(i, o, rng), "c": np.zeros(o)} for i, o in ((64, 64), (64, 32))]
plt.figure(figsize=(5, 3))
for name, start in starts.items():
    plt.plot(fine_tune(network_from(start)), label=name)
plt.xlabel("epoch")
plt.ylabel("training loss")
plt.legend()
plt.show()

# %% [markdown] lang="en"
# The stack has seen no label, and yet the loss falls sooner. (Xavier's weights come last: the rule was made for tanh, and
# sigmoids leave little of the signal, as in Question 3.)

# %% [markdown] lang="ko"
# 쌓은 RBM은 레이블을 한 번도 보지 않았는데도 손실이 더 빨리 줄어듭니다. (Xavier 가중치가 가장 느립니다. tanh를 위해 만든
# 규칙이어서, 문제 3에서 보았듯이 시그모이드를 쓰면 신호가 조금밖에 남지 않습니다.)

# %% [markdown] lang="en"
# ## What to take away
#
# - Equal weights stay equal: something random has to break the symmetry.
# - The variance of the weights decides whether the signal fades, saturates or keeps its size, forwards and backwards.
#   Xavier's rule fits tanh, He's fits ReLU.
# - The slope of the sigmoid takes its share of the gradient in each layer, whatever the weights.
# - Where the weights are not enough, batch normalisation keeps the signal in shape during training.
# - Check that an argument arrives where you mean it to.
#
# To read on: LeCun et al., *Efficient BackProp* (1998); Hinton, Osindero & Teh, *A fast learning algorithm for deep belief
# nets* (2006); Glorot & Bengio, *Understanding the difficulty of training deep feedforward neural networks* (2010); He et
# al., *Delving deep into rectifiers* (2015); Ioffe & Szegedy, *Batch normalization: accelerating deep network training by
# reducing internal covariate shift* (2015).

# %% [markdown] lang="ko"
# ## 정리
#
# - 같은 가중치는 계속 같습니다. 무언가 무작위인 것이 대칭을 깨야 합니다.
# - 신호가 사라질지, 포화할지, 크기를 유지할지는 앞으로 갈 때도 거꾸로 갈 때도 가중치의 분산이 정합니다. tanh에는 Xavier,
#   ReLU에는 He의 규칙이 맞습니다.
# - 시그모이드의 기울기는 가중치가 어떻든 층마다 기울기를 제 몫만큼 줄입니다.
# - 가중치만으로 모자라면, 배치 정규화가 학습하는 동안 신호의 모양을 지켜 줍니다.
# - 인자가 뜻한 곳에 도착하는지 확인하세요.
#
# 더 읽을거리: LeCun et al., *Efficient BackProp* (1998); Hinton, Osindero & Teh, *A fast learning algorithm for deep belief
# nets* (2006); Glorot & Bengio, *Understanding the difficulty of training deep feedforward neural networks* (2010); He et
# al., *Delving deep into rectifiers* (2015); Ioffe & Szegedy, *Batch normalization: accelerating deep network training by
# reducing internal covariate shift* (2015).
