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
# Every weight needs a value before training begins. The value seems not to matter, since training will change it. Yet for
# a long time it decided whether a deep network could be trained at all.
#
# This notebook shows why: what goes wrong with zeros, with small weights and with large ones, where the rules of Xavier
# Glorot and Kaiming He come from, and how networks were initialized before these rules were known.
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
# # 좋은 출발점
#
# 학습을 시작하기 전에 모든 가중치(weight)에는 값이 있어야 합니다. 어차피 학습하면서 바뀔 값이니 아무래도 좋을 것
# 같습니다. 그러나 깊은 신경망을 학습할 수 있는지 없는지가 오랫동안 이 값에 달려 있었습니다.
#
# 이 노트북에서는 그 까닭을 살펴봅니다. 초기 가중치가 0이거나 너무 작거나 너무 크면 무엇이 잘못되는지, Xavier Glorot과
# Kaiming He의 규칙은 어디서 나왔는지, 그리고 이 규칙이 알려지기 전에는 신경망을 어떻게 초기화(initialization)했는지를
# 봅니다.
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
import torch
from sklearn.datasets import load_digits
from tensorflow import keras
from torch import nn

# %% [markdown] lang="en"
# ## Question 1. Seven ways to draw a weight matrix
#
# A layer takes `fan_in` numbers and returns `fan_out` numbers. In this question its weight matrix has the shape (fan_in,
# fan_out), so that a batch $x$ becomes $xW$. Write seven ways to initialize it:
#
# | | distribution |
# | --- | --- |
# | zeros | 0 |
# | normal | $N(0, \sigma^2)$, for a given σ |
# | LeCun normal | $N(0, \sigma^2)$, $\sigma = \sqrt{1/\text{fan\_in}}$ |
# | Xavier (Glorot) normal | $N(0, \sigma^2)$, $\sigma = \sqrt{2/(\text{fan\_in}+\text{fan\_out})}$ |
# | Xavier (Glorot) uniform | $U(-a, a)$, $a = \sqrt{6/(\text{fan\_in}+\text{fan\_out})}$ |
# | He normal | $N(0, \sigma^2)$, $\sigma = \sqrt{2/\text{fan\_in}}$ |
# | He uniform | $U(-a, a)$, $a = \sqrt{6/\text{fan\_in}}$ |
#
# Many slides call $\sigma = 1/\sqrt{\text{fan\_in}}$ "Xavier". That is LeCun's rule; the two are equal only if fan_in =
# fan_out.
#
# `rng` is a `np.random.Generator`. Draw all numbers with it, so that equal generators give equal weights.

# %% [markdown] lang="ko"
# ## 문제 1. 가중치 행렬을 뽑는 일곱 가지 방법
#
# 층 하나는 수 `fan_in`개를 받아 수 `fan_out`개를 내보냅니다. 이 문제에서는 가중치 행렬의 모양이 (fan_in, fan_out)이고,
# 배치(batch) $x$는 $xW$가 됩니다. 이 행렬을 초기화하는 방법 일곱 가지를 작성하세요.
#
# | | 분포 |
# | --- | --- |
# | 0 | 0 |
# | 정규(normal) | $N(0, \sigma^2)$. σ는 주어집니다 |
# | LeCun 정규 | $N(0, \sigma^2)$, $\sigma = \sqrt{1/\text{fan\_in}}$ |
# | Xavier(Glorot) 정규 | $N(0, \sigma^2)$, $\sigma = \sqrt{2/(\text{fan\_in}+\text{fan\_out})}$ |
# | Xavier(Glorot) 균등(uniform) | $U(-a, a)$, $a = \sqrt{6/(\text{fan\_in}+\text{fan\_out})}$ |
# | He 정규 | $N(0, \sigma^2)$, $\sigma = \sqrt{2/\text{fan\_in}}$ |
# | He 균등 | $U(-a, a)$, $a = \sqrt{6/\text{fan\_in}}$ |
#
# 많은 강의 자료에서 $\sigma = 1/\sqrt{\text{fan\_in}}$을 "Xavier"라고 부릅니다. 그것은 LeCun의 규칙이며, 둘은 fan_in =
# fan_out일 때만 같습니다.
#
# `rng`는 `np.random.Generator`입니다. 같은 생성기에서 같은 가중치가 나오도록 모든 수를 이것으로 뽑으세요.


# %% name="initialisers"
def zeros(fan_in, fan_out, rng):
    """Return a matrix (fan_in, fan_out) of zeros."""
    w = np.zeros((fan_in, fan_out))  # SOLUTION
    return w


def normal(fan_in, fan_out, rng, sigma=1.0):
    """Return a matrix (fan_in, fan_out) drawn from N(0, sigma²)."""
    w = rng.normal(0, sigma, (fan_in, fan_out))  # SOLUTION
    return w


def lecun_normal(fan_in, fan_out, rng):
    """Return a matrix (fan_in, fan_out) drawn by LeCun's rule, normal."""
    w = rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))  # SOLUTION
    return w


def glorot_normal(fan_in, fan_out, rng):
    """Return a matrix (fan_in, fan_out) drawn by Xavier's rule, normal."""
    w = rng.normal(0, np.sqrt(2 / (fan_in + fan_out)), (fan_in, fan_out))  # SOLUTION
    return w


def glorot_uniform(fan_in, fan_out, rng):
    """Return a matrix (fan_in, fan_out) drawn by Xavier's rule, uniform."""
    a = np.sqrt(6 / (fan_in + fan_out))  # SOLUTION
    w = rng.uniform(-a, a, (fan_in, fan_out))  # SOLUTION
    return w


def he_normal(fan_in, fan_out, rng):
    """Return a matrix (fan_in, fan_out) drawn by He's rule, normal."""
    w = rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out))  # SOLUTION
    return w


def he_uniform(fan_in, fan_out, rng):
    """Return a matrix (fan_in, fan_out) drawn by He's rule, uniform."""
    a = np.sqrt(6 / fan_in)  # SOLUTION
    w = rng.uniform(-a, a, (fan_in, fan_out))  # SOLUTION
    return w


# %%
grader.check("q1")

# %% [markdown] lang="en"
# ## Question 2. Why not start at zero?
#
# The reason is **symmetry**. If all weights of a layer are equal, all its units compute the same value, get the same
# gradient, and stay equal forever. However many units there are, they work as one.
#
# Zeros are worse still. The gradient on its way back is multiplied by the weights of the layer above, so nothing at all
# reaches the first layer.
#
# See for yourself, with a network 3 → 5 → 1.

# %% [markdown] lang="ko"
# ## 문제 2. 왜 0에서 시작하지 않을까?
#
# **대칭(symmetry)** 때문입니다. 한 층의 가중치가 모두 같으면 그 층의 유닛(unit)은 모두 같은 값을 계산하고 같은
# 그래디언트(gradient)를 받으므로 언제까지나 똑같습니다. 유닛이 몇 개이든 하나나 마찬가지입니다.
#
# 0이면 더 나쁩니다. 거꾸로 전해지는 그래디언트에 위층의 가중치가 곱해지므로, 첫 번째 층에는 아무것도 도착하지 않습니다.
#
# 3 → 5 → 1 신경망으로 직접 확인해 봅시다.


# %% name="symmetry"
def constant_network(value):
    """Return a network 3 → 5 → 1 with a sigmoid in between; every weight and every bias is `value`."""
    network = nn.Sequential(nn.Linear(3, 5), nn.Sigmoid(), nn.Linear(5, 1))
    # BEGIN SOLUTION
    for parameter in network.parameters():
        nn.init.constant_(parameter, value)
    # END SOLUTION
    return network


def first_layer_gradient(network, x, y):
    """Return the gradient of the mean squared error with respect to the first weight matrix: a tensor (5, 3).

    The inputs x have the shape (N, 3), the targets y (N, 1).
    """
    network.zero_grad()
    # BEGIN SOLUTION
    loss = nn.functional.mse_loss(network(x), y)
    loss.backward()
    gradient = network[0].weight.grad
    # END SOLUTION
    return gradient


def first_weights_after(network, x, y, steps, learning_rate=0.5):
    """Minimize the mean squared error by plain gradient descent; return the first weight matrix afterwards, (5, 3)."""
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
# ## Question 3. What happens to the signal?
#
# So the weights have to be random. But how large should they be? Send 1,000 inputs from $N(0, 1)$ through five layers of
# 100 units, and look at the output of each layer.

# %% [markdown] lang="ko"
# ## 문제 3. 신호는 어떻게 될까?
#
# 그러니 가중치는 무작위여야 합니다. 그런데 얼마나 커야 할까요? $N(0, 1)$에서 뽑은 입력 1,000개를 유닛이 100개인 층 다섯
# 개에 통과시키고, 층마다 출력을 살펴봅시다.


# %% name="layer_outputs"
def sigmoid(z):
    """Return 1 / (1 + e⁻ᶻ), without overflow."""
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    """Return z where it is positive, else 0."""
    return np.maximum(z, 0)


ACTIVATIONS = {"sigmoid": sigmoid, "tanh": np.tanh, "ReLU": relu}


def layer_outputs(x, activation, draw, layers=5):
    """Send x (N, 100) through `layers` layers; return the output of each layer: a list of arrays (N, 100).

    `activation` is a function of an array. `draw()` returns a new weight matrix (100, 100). There are no biases.
    """
    outputs = []
    for layer in range(layers):
        x = activation(x @ draw())  # SOLUTION
        outputs.append(x)
    return outputs


# %% [markdown] lang="en"
# Draw the matrices in four ways, with the functions of Question 1: too large (`"σ = 1"`), too small (`"σ = 0.01"`),
# `"Xavier"` and `"He"` (both normal).

# %% [markdown] lang="ko"
# 문제 1의 함수를 써서 행렬을 네 가지 방법으로 뽑습니다. 너무 크게(`"σ = 1"`), 너무 작게(`"σ = 0.01"`), 그리고
# `"Xavier"`와 `"He"`(둘 다 정규 분포)입니다.


# %% name="experiment"
def experiment(activation, rng, inputs=1000):
    """Return the layer outputs for each way of drawing the weights, by its name. `activation` is a key of ACTIVATIONS."""
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
# Two numbers tell most about a layer: the **mean** and the **standard deviation** of all its outputs. A figure shows the
# rest. Draw one histogram per layer (`ax.hist`), side by side, each with a title.

# %% [markdown] lang="ko"
# 층의 상태는 출력 전체의 **평균(mean)** 과 **표준편차(standard deviation)** 만 보아도 대부분 알 수 있습니다. 나머지는
# 그림이 보여 줍니다. 층마다 히스토그램(`ax.hist`)을 하나씩 나란히 그리고, 각각 제목을 붙이세요.


# %% name="statistics"
def statistics(outputs):
    """Return the mean and the standard deviation of each layer's outputs: a list of pairs of numbers."""
    pairs = [(output.mean(), output.std()) for output in outputs]  # SOLUTION
    return pairs


def histogram_plot(outputs):
    """Return a Figure with one histogram per layer, from the first layer to the last."""
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
print("Mean ± standard deviation of the outputs of layers 1, 3 and 5:")
for activation in ACTIVATIONS:
    for name, outputs in experiment(activation, rng).items():
        shown = "  ".join(f"{mean:8.3f} ± {std:<9.3f}" for mean, std in statistics(outputs)[::2])
        print(f"{activation:8} {name:9} {shown}")
for activation, name in (("sigmoid", "σ = 1"), ("tanh", "σ = 0.01"), ("tanh", "Xavier"), ("ReLU", "He")):
    figure = histogram_plot(experiment(activation, rng)[name])
    figure.suptitle(f"{activation}, {name}")

# %% [markdown] lang="en"
# - **σ = 1 with the sigmoid: saturation.** The scores are large, so the outputs pile up at 0 and 1, where the derivative
#   is almost 0. Nothing can be learned.
# - **σ = 0.01: collapse.** With tanh and ReLU each layer shrinks the signal by a factor of ten or more. With the sigmoid
#   all units output ½. Again all units are alike.
# - **Xavier with tanh: the signal is preserved.** Glorot and Bengio wanted the variance to stay the same from layer to
#   layer, forward and backward. For a function with derivative 1 at 0, this gives $2/(\text{fan\_in}+\text{fan\_out})$.
# - **He with ReLU: the signal is preserved.** ReLU sets half of the signal to 0, so the variance of the weights has to be
#   twice as large: $2/\text{fan\_in}$.

# %% [markdown] lang="ko"
# - **σ = 1과 시그모이드(sigmoid): 포화(saturation).** 점수(score)가 커서 출력이 0과 1에 몰리고, 거기서는 도함수 값이 거의
#   0입니다. 아무것도 학습할 수 없습니다.
# - **σ = 0.01: 붕괴(collapse).** tanh와 ReLU에서는 층을 지날 때마다 신호가 10분의 1 또는 그보다 작게 줄어듭니다.
#   시그모이드에서는 모든 유닛의 출력이 ½이 됩니다. 다시 모든 유닛이 똑같아집니다.
# - **Xavier와 tanh: 적절히 유지되는 신호.** Glorot과 Bengio는 앞으로 갈 때도 거꾸로 갈 때도 분산이 층마다 같기를
#   바랐습니다. 0에서 도함수 값이 1인 함수라면 그 답이 $2/(\text{fan\_in}+\text{fan\_out})$입니다.
# - **He와 ReLU: 적절히 유지되는 신호.** ReLU는 신호의 절반을 0으로 만들므로 가중치의 분산이 두 배인
#   $2/\text{fan\_in}$이어야 합니다.

# %% [markdown] lang="en"
# ## Question 4. What happens to the gradient?
#
# The same happens on the way back. Each layer multiplies the gradient by its weights *and by the derivative of its
# activation function*.
#
# Build a network with `depth` hidden layers of 50 units, either with sigmoids and Xavier's weights or with ReLU and He's
# weights. Then compare the **gradients** of its layers.

# %% [markdown] lang="ko"
# ## 문제 4. 그래디언트는 어떻게 될까?
#
# 거꾸로 가는 길에서도 같은 일이 일어납니다. 층마다 그래디언트에 가중치가 곱해질 뿐 아니라 *활성화 함수(activation
# function)의 도함수 값도* 곱해집니다.
#
# 유닛이 50개인 은닉층(hidden layer)이 `depth`개인 신경망을, 시그모이드와 Xavier 가중치로, 또는 ReLU와 He 가중치로
# 만드세요. 그런 다음 층마다 **그래디언트**를 비교합니다.


# %% name="deep_network"
def deep_network(depth, activation):
    """Return a network 20 → 50 → … → 50 → 1 with `depth` hidden layers; `activation` is "sigmoid" or "ReLU".

    The weights of all layers are Xavier normal with sigmoids and He normal with ReLU. The biases are 0.
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
    """Return the norm of the gradient of each weight matrix, from the first layer to the last: a list of numbers.

    The norm is the square root of the sum of squares. The loss is the mean squared error, for x (N, 20) and y (N, 1).
    """
    network.zero_grad()
    nn.functional.mse_loss(network(x), y).backward()
    norms = [layer.weight.grad.norm().item() for layer in network if isinstance(layer, nn.Linear)]  # SOLUTION
    return norms


# %% [markdown] lang="en"
# How much of the gradient reaches the first layer, compared with the last hidden layer? (The output layer is left out,
# because it has a single unit.)

# %% [markdown] lang="ko"
# 마지막 은닉층과 비교해서 첫 번째 층에는 그래디언트가 얼마나 도착할까요? (맨 끝의 출력층은 유닛이 하나뿐이므로 비교에서
# 뺍니다.)


# %% name="arriving"
def arriving(depth, activation, x, y):
    """Return the gradient norm of the first layer of a new network, divided by the norm of its last hidden layer."""
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
# With sigmoids each additional layer makes the gradient smaller, and after ten layers almost nothing is left. This is the
# **vanishing gradient** problem.

# %% [markdown] lang="ko"
# 시그모이드에서는 층이 하나 늘 때마다 그래디언트가 줄어들어, 열 층을 지나면 거의 아무것도 남지 않습니다. 이것이
# **그래디언트 소실(vanishing gradient)** 문제입니다. 기울기 소실이라고도 합니다.

# %% [markdown] lang="en"
# ## Question 5. Keras: two mistakes to find
#
# The next cell was given to students in an earlier year, and it contains two mistakes. The function should return a
# network for square images of `side` × `side` pixels, side² → 300 → 100 → 10:
#
# - ReLU in the hidden layers, softmax at the end;
# - **all weight matrices drawn by `weight_init`**, the name of a Keras initializer.
#
# Find both mistakes and correct them.
#
# (A hint for one of them: look up the order in which `Dense` takes its arguments. The other shows up with scikit-learn's
# digits, which have 8 × 8 pixels.)

# %% [markdown] lang="ko"
# ## 문제 5. Keras: 실수 두 개 찾기
#
# 다음 셀은 예전에 학생들에게 나누어 준 것인데, 실수가 두 개 있습니다. 이 함수는 `side` × `side` 픽셀의 정사각형 이미지를
# 위한 신경망 side² → 300 → 100 → 10을 반환해야 합니다.
#
# - 은닉층은 ReLU, 마지막은 소프트맥스(softmax)입니다.
# - **모든 가중치 행렬을 `weight_init`으로 뽑습니다.** `weight_init`은 Keras 초기화 방법(initializer)의 이름입니다.
#
# 두 실수를 찾아 고치세요.
#
# (한 가지 실수에 대한 힌트: `Dense`가 인자를 어떤 순서로 받는지 찾아보세요. 다른 하나는 8 × 8 픽셀인 scikit-learn의 숫자
# 이미지를 쓰면 드러납니다.)


# %% name="make_model"
def make_model(weight_init, side):
    """Return a network for rows of side² pixels, whose weight matrices are drawn by `weight_init`."""
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
    # These lines contain two mistakes.
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
# ## Question 6. Six runs of one network
#
# How much does the initialization matter in a real network? Take the convolutional network of the assignment
# `optimizers`, with the activation function and the initializer as arguments.
#
# - The initializer has to reach **every convolution and every dense layer**. So does the activation, except in the last
#   layer, where it is softmax.
# - With `batch_norm`, a `BatchNormalization` stands **before each activation** except the softmax. So the activation has
#   to be a layer of its own.
# - Batch normalization treats each channel, or unit, separately. The channels are the last axis, which is Keras's
#   default.

# %% [markdown] lang="ko"
# ## 문제 6. 한 신경망의 여섯 가지 실험
#
# 실제 신경망에서는 초기화가 얼마나 중요할까요? `optimizers` 과제의 합성곱 신경망(convolutional neural network)을, 활성화
# 함수와 초기화 방법을 인자로 받도록 만듭니다.
#
# - 초기화 방법은 **모든 합성곱층과 완전 연결층**에 전해져야 합니다. 활성화 함수도 마찬가지이지만, 마지막 층만은
#   소프트맥스입니다.
# - `batch_norm`이면 소프트맥스를 뺀 **모든 활성화 함수 앞에** `BatchNormalization`이 들어갑니다. 그래서 활성화 함수가
#   따로 한 층이어야 합니다.
# - 배치 정규화(batch normalization)는 채널(또는 유닛)마다 따로 합니다. 채널은 마지막 축이며, 이것이 Keras의 기본값입니다.


# %% name="build_cnn"
def build_cnn(activation, weight_init, batch_norm=False):
    """Return a new network for images (28, 28, 1), with this activation and initializer in its layers."""
    layers = keras.layers

    def then_activate(layer):
        """Return the layer, a batch normalization if `batch_norm`, and the activation: a list of layers."""
        normalization = [layers.BatchNormalization()] if batch_norm else []  # SOLUTION
        return [layer, *normalization, layers.Activation(activation)]  # SOLUTION

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
# A comparison teaches something if only one thing changes at a time. The six runs and the one thing in which each differs
# from an earlier run:
#
# | run | optimizer | activation | initializer | batch normalization | differs from |
# | --- | --- | --- | --- | --- | --- |
# | 1 | SGD | sigmoid | `random_uniform` | no | — |
# | 2 | SGD | sigmoid | `glorot_normal` | no | run 1: initializer |
# | 3 | SGD | ReLU | `random_uniform` | no | run 1: activation |
# | 4 | SGD | ReLU | `he_uniform` | no | run 3: initializer |
# | 5 | Adam | ReLU | `he_uniform` | no | run 4: optimizer |
# | 6 | SGD | sigmoid | `glorot_normal` | yes | run 2: batch normalization |

# %% [markdown] lang="ko"
# 한 번에 하나씩만 바꾸어야 비교에서 배울 것이 있습니다. 다음은 여섯 가지 실험과, 각 실험이 앞의 어느 실험과 무엇이
# 다른지입니다.
#
# | 실험 | 옵티마이저(optimizer) | 활성화 함수 | 초기화 방법 | 배치 정규화 | 앞의 실험과 다른 점 |
# | --- | --- | --- | --- | --- | --- |
# | 1 | SGD | 시그모이드 | `random_uniform` | 없음 | — |
# | 2 | SGD | 시그모이드 | `glorot_normal` | 없음 | 1번: 초기화 방법 |
# | 3 | SGD | ReLU | `random_uniform` | 없음 | 1번: 활성화 함수 |
# | 4 | SGD | ReLU | `he_uniform` | 없음 | 3번: 초기화 방법 |
# | 5 | Adam | ReLU | `he_uniform` | 없음 | 4번: 옵티마이저 |
# | 6 | SGD | 시그모이드 | `glorot_normal` | 있음 | 2번: 배치 정규화 |


# %% name="runs"
def build_run(number):
    """Return a new network for run `number`, and the name of its optimizer: "sgd" or "adam"."""
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
    """Train the network of a run in batches of 100; return it and its history.

    `train` and `validation` are pairs (images, labels). The history is a dictionary of lists such as "val_accuracy".
    """
    model, optimizer = build_run(number)
    # compile with the loss for integer labels and the metric "accuracy"; then fit
    # BEGIN SOLUTION
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(*train, batch_size=100, epochs=epochs, validation_data=validation, verbose=0).history
    # END SOLUTION
    return model, history


# %% [markdown] lang="en"
# The check builds each network, and trains a small one in its place. It takes a few seconds.

# %% [markdown] lang="ko"
# 아래 테스트는 신경망을 하나씩 만들어 보고, 학습은 작은 신경망으로 대신하며, 몇 초쯤 걸립니다.

# %%
grader.check("q6")

# %% [markdown] lang="en"
# Now all 60,000 images, with two epochs for each run: five to ten minutes in all.

# %% [markdown] lang="ko"
# 이제 이미지 60,000장 모두로 실험합니다. 실험마다 두 에폭(epoch)씩, 모두 5–10분쯤 걸립니다.

# %% tags=["otter_ignore"]
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
train, validation = ((x.reshape(-1, 28, 28, 1).astype("float32") / 255, y) for x, y in ((x_train, y_train), (x_test, y_test)))
for number in range(1, 7):
    keras.utils.set_random_seed(0)
    model, history = run(number, train, validation, epochs=2)
    print(f"run {number}: validation accuracy " + "  ".join(f"{accuracy:.4f}" for accuracy in history["val_accuracy"]))

# %% [markdown] lang="en"
# - **Runs 1 and 2** learn nothing, Xavier's weights or not. Three layers of sigmoids let too little of the gradient
#   through for the small steps of SGD.
# - **Runs 3, 4 and 5** learn. He's weights help ReLU, and Adam helps more.
# - **Run 6** learns, although its activation is the sigmoid: batch normalization keeps the units away from saturation.
#
# Runs 1 to 5 come from an earlier edition of this course. There, five epochs on the same images gave validation
# accuracies of 0.1135, 0.1135, 0.9691, 0.9787 and more than 0.99.

# %% [markdown] lang="ko"
# - **1번과 2번**은 Xavier 가중치이든 아니든 아무것도 학습하지 못합니다. 시그모이드 층 세 개를 지나면, SGD가 내딛는 작은
#   걸음(스텝, step)으로 학습하기에는 남는 그래디언트가 너무 적습니다.
# - **3번, 4번, 5번**은 학습합니다. He 가중치는 ReLU에 도움이 되고, Adam은 더 도움이 됩니다.
# - **6번**은 활성화 함수가 시그모이드인데도 학습합니다. 배치 정규화가 유닛이 포화하지 않게 해 주기 때문입니다.
#
# 1번부터 5번까지의 실험은 이 과목의 이전 학기에 하던 것입니다. 그때는 같은 이미지로 다섯 에폭을 학습해서 검증
# 정확도(validation accuracy) 0.1135, 0.1135, 0.9691, 0.9787, 0.99 이상을 얻었습니다.

# %% [markdown] lang="en"
# ## Question 7. Before Xavier: pre-training layer by layer
#
# In 2006 nobody knew how to initialize a deep network well. Hinton's answer was to train one layer after the other
# *without labels* first, each as a model of its own input. The model is the **restricted Boltzmann machine** (RBM).
#
# An RBM has visible units $v$ (the pixels) and hidden units $h$, all 0 or 1. It assigns an energy to every combination of
# them, and a low energy means a high probability:
#
# $$E(v, h) = -v \cdot b - h \cdot c - v^\top W h$$
#
# The dictionary `p` holds `p["W"]` (visible, hidden), `p["b"]` (visible,) and `p["c"]` (hidden,).
#
# Units of the same layer are not connected. So, given one layer, the units of the other are independent:
#
# $$P(h_j = 1 \mid v) = \sigma\Big(c_j + \sum_i v_i W_{ij}\Big),\qquad P(v_i = 1 \mid h) = \sigma\Big(b_i + \sum_j W_{ij} h_j\Big)$$

# %% [markdown] lang="ko"
# ## 문제 7. Xavier 이전: 한 층씩 사전 학습하기
#
# 2006년에는 깊은 신경망을 어떻게 초기화해야 좋을지 아무도 몰랐습니다. Hinton의 답은 먼저 *레이블 없이* 한 층씩 차례로,
# 층마다 자기 입력의 모델이 되도록 학습시키는 것이었습니다. 이것을 사전 학습(pre-training)이라고 하며, 여기에 쓰는 모델이
# **제한된 볼츠만 머신(restricted Boltzmann machine, RBM)** 입니다.
#
# RBM에는 가시 유닛(visible unit) $v$(픽셀)와 은닉 유닛(hidden unit) $h$가 있고, 값은 모두 0 또는 1입니다. RBM은 이 값들의
# 모든 조합에 에너지(energy)를 부여합니다. 에너지가 낮으면 확률이 높다는 뜻입니다.
#
# $$E(v, h) = -v \cdot b - h \cdot c - v^\top W h$$
#
# 딕셔너리 `p`에는 `p["W"]` (visible, hidden), `p["b"]` (visible,), `p["c"]` (hidden,)가 들어 있습니다.
#
# 같은 층의 유닛끼리는 연결되어 있지 않습니다. 그래서 한 층이 주어지면 다른 층의 유닛들은 서로 독립입니다.
#
# $$P(h_j = 1 \mid v) = \sigma\Big(c_j + \sum_i v_i W_{ij}\Big),\qquad P(v_i = 1 \mid h) = \sigma\Big(b_i + \sum_j W_{ij} h_j\Big)$$


# %% name="rbm"
def energy(v, h, p):
    """Return the energy of each row: (N,) for v (N, visible) and h (N, hidden)."""
    e = -v @ p["b"] - h @ p["c"] - ((v @ p["W"]) * h).sum(axis=1)  # SOLUTION
    return e


def hidden_probabilities(v, p):
    """Return P(h = 1 | v): (N, hidden) for v (N, visible)."""
    probabilities = sigmoid(v @ p["W"] + p["c"])  # SOLUTION
    return probabilities


def visible_probabilities(h, p):
    """Return P(v = 1 | h): (N, visible) for h (N, hidden)."""
    probabilities = sigmoid(h @ p["W"].T + p["b"])  # SOLUTION
    return probabilities


# %% [markdown] lang="en"
# To make the data probable, training lowers the energy of the data and raises the energy of what the RBM itself
# generates. **Contrastive divergence** (CD-1) lets it generate for one step only:
#
# 1. from the data $v_0$, compute the hidden probabilities $h_0$;
# 2. draw a **sample** of the hidden units: each is 1 with its probability, else 0;
# 3. from the sample, compute the visible probabilities $v_1$, the *reconstruction*;
# 4. from $v_1$, compute the hidden probabilities $h_1$.
#
# The update of the parameters is the difference between data and reconstruction, averaged over the N rows:
#
# $$\Delta W = \tfrac1N \left(v_0^\top h_0 - v_1^\top h_1\right),\qquad \Delta b = \overline{v_0 - v_1},\qquad \Delta c = \overline{h_0 - h_1}$$

# %% [markdown] lang="ko"
# 데이터의 확률을 높이려면, 데이터의 에너지를 낮추고 RBM이 스스로 생성한 값의 에너지를 높입니다. **대조 발산(contrastive
# divergence, CD-1)** 은 한 스텝만 생성하게 합니다.
#
# 1. 데이터 $v_0$에서 은닉 유닛의 확률 $h_0$을 계산합니다.
# 2. 은닉 유닛의 **표본(sample)** 을 뽑습니다. 유닛마다 그 확률로 1, 아니면 0입니다.
# 3. 표본에서 가시 유닛의 확률 $v_1$을 계산합니다. 이것을 *재구성(reconstruction)* 이라고 합니다.
# 4. $v_1$에서 은닉 유닛의 확률 $h_1$을 계산합니다.
#
# 파라미터(parameter)의 갱신량은 데이터와 재구성의 차이를 N개 행에 대해 평균한 것입니다.
#
# $$\Delta W = \tfrac1N \left(v_0^\top h_0 - v_1^\top h_1\right),\qquad \Delta b = \overline{v_0 - v_1},\qquad \Delta c = \overline{h_0 - h_1}$$


# %% name="contrastive_divergence"
def contrastive_divergence(v0, p, rng):
    """Return the update of each parameter for the data v0 (N, visible): a dictionary with the keys and shapes of p.

    `rng` is a np.random.Generator, which draws the sample.
    """
    h0 = hidden_probabilities(v0, p)  # SOLUTION
    sample = (rng.random(h0.shape) < h0).astype(float)  # SOLUTION
    v1 = visible_probabilities(sample, p)  # SOLUTION
    h1 = hidden_probabilities(v1, p)  # SOLUTION
    dW = (v0.T @ h0 - v1.T @ h1) / len(v0)  # SOLUTION
    db = (v0 - v1).mean(axis=0)  # SOLUTION
    dc = (h0 - h1).mean(axis=0)  # SOLUTION
    return {"W": dW, "b": db, "c": dc}


# %% [markdown] lang="en"
# Training adds these updates, times the learning rate, one batch after the other.
#
# The **reconstruction error** shows how well an RBM models its data. It is the mean squared difference between the data
# and the visible probabilities that come back from their hidden probabilities, without a sample in between.

# %% [markdown] lang="ko"
# 학습은 배치마다 이 갱신량에 학습률(learning rate)을 곱해 더하기를 되풀이하는 것입니다.
#
# **재구성 오차(reconstruction error)** 는 RBM이 데이터를 얼마나 잘 나타내는지 보여 줍니다. 데이터에서 은닉 유닛의 확률을
# 구하고, 표본을 뽑지 않은 채 거기서 다시 가시 유닛의 확률을 구해, 데이터와의 평균 제곱 차이를 계산한 값입니다.


# %% name="train_rbm"
def reconstruction_error(v, p):
    """Return the mean squared difference between v (N, visible) and its reconstruction: a number."""
    back = visible_probabilities(hidden_probabilities(v, p), p)  # SOLUTION
    error = ((v - back) ** 2).mean()  # SOLUTION
    return error


def train_rbm(data, hidden, epochs, rng, learning_rate=0.1, batch_size=20):
    """Train a new RBM with `hidden` hidden units on data (N, visible); return its parameters."""
    visible = data.shape[1]
    p = {"W": rng.normal(0, 0.1, (visible, hidden)), "b": np.zeros(visible), "c": np.zeros(hidden)}
    for _ in range(epochs):
        for rows in np.array_split(rng.permutation(len(data)), len(data) // batch_size):
            # one update from these rows of the data
            # BEGIN SOLUTION
            step = contrastive_divergence(data[rows], p, rng)
            for key in p:
                p[key] += learning_rate * step[key]
            # END SOLUTION
    return p


# %% [markdown] lang="en"
# A **deep belief network** is a stack of RBMs: the second one is trained on the hidden probabilities of the first.
#
# The weights of the stack then initialize an ordinary network with sigmoids, visible → sizes[0] → sizes[1] → 10, which
# only has to be fine-tuned. (The matrix of an `nn.Linear` has the shape (out, in), so transpose `W`.)

# %% [markdown] lang="ko"
# **심층 신뢰 신경망(deep belief network)** 은 RBM을 쌓은 것입니다. 두 번째 RBM은 첫 번째 RBM의 은닉 유닛의 확률로
# 학습합니다.
#
# 이렇게 쌓은 RBM의 가중치로, 시그모이드를 쓰는 보통의 신경망 visible → sizes[0] → sizes[1] → 10을 초기화합니다. 그러면
# 미세 조정(fine-tuning)만 하면 됩니다. (`nn.Linear`의 행렬은 모양이 (out, in)이므로 `W`를 전치하세요.)


# %% name="belief_network"
def train_stack(data, sizes, epochs, rng):
    """Train one RBM for each of `sizes`; return the list of their parameters.

    The first is trained on `data`, each further one on the hidden probabilities of the one before.
    """
    stack = []
    for hidden in sizes:
        p = train_rbm(data, hidden, epochs, rng)  # SOLUTION
        data = hidden_probabilities(data, p)  # SOLUTION
        stack.append(p)
    return stack


def network_from(stack, classes=10):
    """Return a network linear, sigmoid, linear, sigmoid, …, linear that starts from the weights W and biases c of `stack`.

    Its last layer, for the classes, keeps the weights that PyTorch gives it.
    """
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
# Does pre-training help? Take the digits with 8 × 8 pixels again, and train the same network three times: from the stack,
# from normal weights with σ = 1, and from Xavier's weights.

# %% [markdown] lang="ko"
# 사전 학습은 도움이 될까요? 다시 8 × 8 픽셀 숫자 이미지로, 같은 신경망을 세 번 학습합니다. 쌓은 RBM의 가중치, σ = 1인
# 정규 분포의 가중치, Xavier 가중치에서 시작합니다.


# %% tags=["otter_ignore"]
def fine_tune(network, epochs=30):
    """Return the training loss before the first epoch and after each epoch."""
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
# The stack has seen no label, and yet the loss falls sooner. Xavier's weights come last: the rule was made for tanh, and
# with sigmoids little of the signal is left, as in Question 3.

# %% [markdown] lang="ko"
# 쌓은 RBM은 레이블을 한 번도 보지 않았는데도 손실(loss)이 더 빨리 줄어듭니다. Xavier 가중치가 가장 느립니다. tanh를 위해
# 만든 규칙이어서, 문제 3에서 보았듯이 시그모이드를 쓰면 신호가 조금밖에 남지 않습니다.

# %% [markdown] lang="en"
# ## What to take away
#
# - Equal weights stay equal. Something random has to break the symmetry.
# - The variance of the weights decides whether the signal fades, saturates or keeps its size, forward and backward.
#   Xavier's rule fits tanh, and He's rule fits ReLU.
# - With sigmoids each layer makes the gradient smaller, whatever the weights.
# - Where good weights are not enough, batch normalization keeps the signal in range during training.
# - Check that an argument arrives where you mean it to.
#
# To read on: LeCun et al., *Efficient BackProp* (1998); Hinton, Osindero & Teh, *A fast learning algorithm for deep
# belief nets* (2006); Glorot & Bengio, *Understanding the difficulty of training deep feedforward neural networks*
# (2010); He et al., *Delving deep into rectifiers* (2015); Ioffe & Szegedy, *Batch normalization: accelerating deep
# network training by reducing internal covariate shift* (2015).

# %% [markdown] lang="ko"
# ## 정리
#
# - 같은 가중치는 계속 같습니다. 무작위가 대칭을 깨야 합니다.
# - 신호가 사라질지, 포화할지, 크기를 유지할지는 앞으로 갈 때도 거꾸로 갈 때도 가중치의 분산이 정합니다. tanh에는 Xavier의
#   규칙이, ReLU에는 He의 규칙이 맞습니다.
# - 시그모이드를 쓰면 가중치가 어떻든 층마다 그래디언트가 줄어듭니다.
# - 좋은 가중치만으로 부족하면, 배치 정규화가 학습하는 동안 신호의 크기를 알맞게 유지해 줍니다.
# - 인자가 의도한 곳에 전해지는지 확인하세요.
#
# 더 읽을거리: LeCun et al., *Efficient BackProp* (1998); Hinton, Osindero & Teh, *A fast learning algorithm for deep
# belief nets* (2006); Glorot & Bengio, *Understanding the difficulty of training deep feedforward neural networks*
# (2010); He et al., *Delving deep into rectifiers* (2015); Ioffe & Szegedy, *Batch normalization: accelerating deep
# network training by reducing internal covariate shift* (2015).

# %% [markdown] lang="en"
# ## What the grader does
#
# Grading runs your code cells in a new session, from top to bottom, and then the same checks on other data.
#
# - **Keep these names**, because the tests use them: the seven functions of Question 1; `constant_network`,
#   `first_layer_gradient`, `first_weights_after`; `layer_outputs`, `experiment`, `statistics`, `histogram_plot`;
#   `deep_network`, `gradient_norms`, `arriving`; `make_model`; `build_cnn`, `build_run`, `run`; `energy`,
#   `hidden_probabilities`, `visible_probabilities`, `contrastive_divergence`, `reconstruction_error`, `train_rbm`,
#   `train_stack` and `network_from`.
# - **Keep each cell below 20 seconds** of processor time. Grading interrupts a cell that takes longer, and goes on with
#   the next one. Delete long experiments of your own, or comment them out.
# - Grading skips the given cells that only draw figures or train for a long time. Do not define anything in them that a
#   question needs.

# %% [markdown] lang="ko"
# ## 채점은 이렇게 이루어집니다
#
# 채점할 때는 새 세션에서 여러분의 코드 셀을 위에서부터 차례로 실행한 다음, 같은 테스트를 다른 데이터로 실행합니다.
#
# - **다음 이름은 그대로 두어야 합니다.** 테스트가 이 이름을 사용합니다. 문제 1의 일곱 함수, `constant_network`,
#   `first_layer_gradient`, `first_weights_after`, `layer_outputs`, `experiment`, `statistics`, `histogram_plot`,
#   `deep_network`, `gradient_norms`, `arriving`, `make_model`, `build_cnn`, `build_run`, `run`, `energy`,
#   `hidden_probabilities`, `visible_probabilities`, `contrastive_divergence`, `reconstruction_error`, `train_rbm`,
#   `train_stack`, `network_from`입니다.
# - **셀 하나는 프로세서 시간으로 20초를 넘지 않아야 합니다.** 더 오래 걸리는 셀은 채점할 때 중단되고, 채점은 다음 셀로
#   넘어갑니다. 직접 추가한 긴 실험은 지우거나 주석으로 바꾸세요.
# - 그림만 그리거나 오래 학습하는 주어진 셀은 채점할 때 건너뜁니다. 문제에 필요한 것을 그런 셀에서 정의하지 마세요.

# %% [markdown] lang="en"
# ## Handing in
#
# 1. Restart the kernel and run all cells, from top to bottom. In Jupyter: *Kernel → Restart Kernel and Run All Cells*. In
#    Colab: *Runtime → Restart session and run all*. Sometimes a notebook works only because of a cell that was deleted
#    since, or run out of order. This is how you find out. Running everything takes five to ten minutes.
# 2. Read the result of the last cell: your points so far and what is still empty.
# 3. Save the notebook and hand in this one file. In Colab: *File → Download → Download .ipynb*.

# %% [markdown] lang="ko"
# ## 제출하기
#
# 1. 커널을 다시 시작하고 모든 셀을 위에서부터 차례로 실행하세요. Jupyter에서는 *Kernel → Restart Kernel and Run All
#    Cells*, Colab에서는 *런타임 → 세션 다시 시작 및 모두 실행*입니다. 이미 지운 셀이 있거나 셀을 실행한 순서가 달라서
#    생긴 문제가 있다면 여기서 드러납니다. 모두 실행하는 데 5–10분이 걸립니다.
# 2. 마지막 셀의 결과를 읽으세요. 지금까지 얻은 점수와 아직 비어 있는 곳이 나옵니다.
# 3. 노트북을 저장하고 이 파일 하나만 제출하세요. Colab에서는 *파일 → 다운로드 → .ipynb 다운로드*입니다.

# %%
grader.check_all()
