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
# # From a linear classifier to a multi-layer perceptron
#
# The whole course rests on a few ideas: scores and probabilities, a loss, a step against the gradient, a hidden layer,
# and the chain rule that carries the gradient back through it. In this notebook you build each of them once with your own
# hands.
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
# # 선형 분류기에서 다층 퍼셉트론까지
#
# 이 과목 전체는 몇 가지 아이디어 위에 서 있습니다. 점수와 확률, 손실(loss), 그래디언트(gradient) 반대 방향으로 내딛는 한
# 걸음(스텝, step), 은닉층(hidden layer), 그리고 그 층을 거슬러 그래디언트를 전해 주는 연쇄 법칙(chain rule)입니다. 이
# 노트북에서는 이것들을 하나씩 직접 만들어 봅니다.
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
import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

# %% [markdown] lang="en"
# ## Question 1. A softmax classifier
#
# Eight flowers belong to three species. Three measurements of each flower are given: height, leaf and petal, in
# decimeters. The task is to tell the species from the measurements.
#
# A linear classifier computes one score for each species: a weighted sum of the measurements plus a constant, the
# **bias**. For a row of measurements $x$ the scores are $xW^\top + b$.

# %% [markdown] lang="ko"
# ## 문제 1. 소프트맥스 분류기
#
# 꽃 여덟 송이가 있고, 품종은 세 가지입니다. 송이마다 키, 잎, 꽃잎의 길이를 데시미터 단위로 측정했습니다. 이 세 측정값으로
# 품종을 알아맞히는 것이 과제입니다.
#
# 선형 분류기(linear classifier)는 품종마다 점수(score)를 하나씩 계산합니다. 점수는 측정값의 가중합에 상수, 즉
# **편향(bias)** 을 더한 값입니다. 측정값의 행을 $x$라 하면 점수는 $xW^\top + b$입니다.

# %% name="flowers"
flowers = torch.tensor(
    [
        [1.2, 0.5, 0.2],
        [1.0, 0.6, 0.3],
        [1.3, 0.4, 0.3],
        [2.1, 0.9, 0.4],
        [2.4, 1.1, 0.2],
        [2.2, 0.8, 0.5],
        [1.1, 1.4, 1.2],
        [0.9, 1.6, 1.1],
    ]
)
species = torch.tensor([0, 0, 0, 1, 1, 1, 2, 2])


# %% name="softmax_model"
class SoftmaxClassifier(nn.Module):
    """Map measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 3)  # SOLUTION

    def forward(self, x):
        scores = self.linear(x)  # SOLUTION
        return scores


# %% [markdown] lang="en"
# How good are the scores? **Softmax** turns them into probabilities: $p_k = e^{s_k} / \sum_j e^{s_j}$. The
# **cross-entropy** of a row is $-\log p$ at the right class, and the loss is its average over the rows. It is close to 0
# where the model is sure and right, and large where the model is sure and wrong.
#
# Compute $\log p$ in a single operation: `log_softmax`, or a loss that contains it. If you compute the exponentials first
# and their logarithm afterwards, scores in the hundreds overflow: $e^{800}$ is larger than any float.

# %% [markdown] lang="ko"
# 이 점수는 얼마나 좋을까요? **소프트맥스(softmax)** 는 점수를 확률로 바꿉니다. $p_k = e^{s_k} / \sum_j e^{s_j}$입니다. 한
# 행의 **교차 엔트로피(cross-entropy)** 는 정답 클래스에서 구한 $-\log p$이고, 손실은 이것을 행에 대해 평균한 값입니다.
# 모델이 확신하고 맞히면 손실은 0에 가깝고, 확신하고 틀리면 커집니다.
#
# $\log p$는 한 번에 계산하세요. `log_softmax`나 그것을 포함하는 손실 함수를 쓰면 됩니다. 지수를 먼저 구하고 나서 로그를
# 취하면 점수가 몇백 정도만 되어도 오버플로(overflow)가 일어납니다. $e^{800}$은 실수형(float)으로 나타낼 수 없을 만큼 큰
# 수입니다.


# %% name="cross_entropy"
def cross_entropy(scores, labels):
    """Return the cross-entropy of scores (N, K) and labels (N,), averaged over the rows: a tensor with one number."""
    loss = F.cross_entropy(scores, labels)  # SOLUTION
    return loss


# %% [markdown] lang="en"
# How do the weights improve? By **one step of gradient descent**, here on all rows at once:
#
# 1. clear the gradients;
# 2. compute the loss;
# 3. compute the new gradients;
# 4. move each weight against its gradient.
#
# Clearing comes first. PyTorch *adds* new gradients to those that are already there, and nobody knows what earlier code
# has left behind: the check starts with leftover gradients.

# %% [markdown] lang="ko"
# 더 좋은 가중치는 어떻게 얻을까요? **경사 하강법(gradient descent)의 스텝**을 한 번 실행합니다. 여기서는 모든 행을
# 한꺼번에 씁니다.
#
# 1. 그래디언트를 지웁니다.
# 2. 손실을 계산합니다.
# 3. 새 그래디언트를 계산합니다.
# 4. 각 가중치를 그래디언트 반대 방향으로 옮깁니다.
#
# 지우는 것이 맨 먼저입니다. PyTorch는 새 그래디언트를 이미 있던 값에 *더하는데*, 앞서 실행한 코드가 무엇을 남겼는지는 알
# 수 없습니다. 테스트도 그래디언트가 남아 있는 상태에서 시작합니다.


# %% name="train_step"
def train_step(model, x, labels, optimizer):
    """Take one step of gradient descent on the rows x and their labels; return the loss before the step, a number."""
    # first of all, clear the gradients
    optimizer.zero_grad()  # SOLUTION
    # compute the loss
    loss = cross_entropy(model(x), labels)  # SOLUTION
    # compute the new gradients, then update the weights
    # BEGIN SOLUTION
    loss.backward()
    optimizer.step()
    # END SOLUTION
    return loss.item()


# %%
grader.check("q1")

# %% [markdown] lang="en"
# ## Question 2. The learning rate
#
# The gradient gives the direction of a step, and the **learning rate** its length. To see what the learning rate does,
# train a **new** classifier with each of three rates and compare the losses.

# %% [markdown] lang="ko"
# ## 문제 2. 학습률
#
# 스텝의 방향은 그래디언트가, 길이는 **학습률(learning rate)** 이 정합니다. 학습률이 어떤 역할을 하는지 알아보기 위해, 세
# 가지 학습률로 각각 **새** 분류기를 학습하고 손실을 비교합니다.


# %% name="loss_curve"
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    # a new classifier, and torch's SGD on its parameters
    model = SoftmaxClassifier()  # SOLUTION
    optimizer = torch.optim.SGD(model.parameters(), learning_rate)  # SOLUTION
    losses = []
    for step in range(steps):
        losses.append(train_step(model, x, labels, optimizer))  # SOLUTION
    return losses


# %%
grader.check("q2")

# %% tags=["otter_ignore"]
LEARNING_RATES = [1e-5, 1e-1, 1e5]
figure, axes = plt.subplots(1, 3, figsize=(10, 2.6), layout="constrained")
for ax, learning_rate in zip(axes, LEARNING_RATES):
    torch.manual_seed(0)  # the same initial weights for each
    ax.plot(loss_curve(learning_rate, flowers, species, steps=100))
    ax.set(title=f"learning rate {learning_rate:g}", xlabel="step", ylabel="loss")

# %% [markdown] lang="en"
# - **Too small**: after a hundred steps hardly anything has changed. Look at the scale of the axis.
# - **Too large**: each step overshoots, and the loss jumps above 100,000. It ends at 0 here by luck: these flowers are
#   easy to tell apart, and once all rows are right by a wide margin, the gradient is 0.
# - **In between**: the loss falls, quickly at first.

# %% [markdown] lang="ko"
# - **너무 작으면** 백 스텝이 지나도 거의 달라지지 않습니다. 축의 눈금을 잘 보세요.
# - **너무 크면** 스텝마다 최저점을 지나쳐 버려 손실이 10만을 넘게 치솟습니다. 여기서 결국 0이 된 것은 운이 좋았기
#   때문입니다. 이 꽃들은 구별하기 쉬워서, 모든 행을 큰 점수 차이로 맞히고 나면 그래디언트가 0이 됩니다.
# - **그 중간이면** 손실이 줄어듭니다. 처음에는 빠르게 줄어듭니다.

# %% [markdown] lang="en"
# ## Question 3. Softmax regression on images
#
# MNIST has 60,000 training images of handwritten digits, 28 × 28 gray pixels each. `ToTensor` turns the pixels into
# floats between 0 and 1.
#
# A softmax classifier does not need to know that these are images: a row of 784 numbers goes in, and ten scores come out.

# %% [markdown] lang="ko"
# ## 문제 3. 이미지에 적용하는 소프트맥스 회귀
#
# MNIST에는 28 × 28 픽셀의 흑백 손글씨 숫자 이미지가 훈련용으로 60,000장 있습니다. `ToTensor`는 픽셀을 0과 1 사이의 실수로
# 바꿉니다.
#
# 소프트맥스 분류기는 입력이 이미지라는 사실을 몰라도 됩니다. 784개의 수로 된 행이 들어가고 점수 열 개가 나옵니다.

# %% name="mnist"
train_set = datasets.MNIST("data", train=True, transform=transforms.ToTensor(), download=True)
test_set = datasets.MNIST("data", train=False, transform=transforms.ToTensor(), download=True)

# %% [markdown] lang="en"
# To use all 60,000 images for a single step would be slow, and wasteful: a hundred images already show roughly where to
# go. A `DataLoader` divides the dataset into batches.
#
# - It should **shuffle**, so that each epoch (one pass over the data) has different batches.
# - It should **drop** the last batch if that is incomplete, so that all batches have the same size.

# %% [markdown] lang="ko"
# 한 스텝에 이미지 60,000장을 모두 쓰면 느리고 낭비입니다. 백 장만 보아도 어느 쪽으로 가야 할지 대략 알 수 있습니다.
# `DataLoader`는 데이터를 배치(batch)로 나눕니다.
#
# - 에폭(epoch, 데이터 전체를 한 번 사용하는 것)마다 배치가 달라지도록 데이터를 **섞어야** 합니다.
# - 배치의 크기가 모두 같도록, 다 차지 않은 마지막 배치는 **버려야** 합니다.


# %% name="loader"
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops an incomplete last batch."""
    loader = DataLoader(dataset, batch_size=batch_size, shuffle=True, drop_last=True)  # SOLUTION
    return loader


# %% [markdown] lang="en"
# The model is again a linear layer **with a bias**: 784 × 10 weights and 10 biases make 7,850 parameters. Nothing follows
# it, since the cross-entropy takes the scores as they are.

# %% [markdown] lang="ko"
# 모델은 이번에도 **편향이 있는** 선형층 하나입니다. 가중치 784 × 10개와 편향 10개를 더하면 파라미터(parameter)는
# 7,850개입니다. 교차 엔트로피가 점수를 그대로 받으므로 그 뒤에는 아무것도 두지 않습니다.


# %% name="softmax_regression"
def make_softmax_regression():
    """Return a linear model that maps (N, 784) to scores (N, 10), and SGD on its parameters with learning rate 0.1."""
    model = nn.Linear(784, 10)  # SOLUTION
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)  # SOLUTION
    return model, optimizer


# %% [markdown] lang="en"
# A batch of images has the shape (100, 1, 28, 28), but the model takes (100, 784). `view(-1, 784)` arranges the same
# numbers in rows of 784; the −1 stands for "as many rows as needed".

# %% [markdown] lang="ko"
# 이미지 배치의 모양은 (100, 1, 28, 28)인데 모델은 (100, 784)를 받습니다. `view(-1, 784)`는 같은 수들을 784개씩 한 행으로
# 배열합니다. −1은 "필요한 만큼의 행"이라는 뜻입니다.


# %% name="train_epoch"
def train_epoch(model, optimizer, loader):
    """Take one step on each batch of `loader`; return the mean of the losses, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.view(-1, 784)  # SOLUTION
        total += train_step(model, rows, labels, optimizer)  # SOLUTION
    average = total / len(loader)  # SOLUTION
    return average


# %%
grader.check("q3")

# %% [markdown] lang="en"
# Now train for five epochs on all images. Afterwards look at the weights: each row of the weight matrix can be drawn as
# an image. Where it is red, a bright pixel raises the score of that digit; where it is blue, a bright pixel lowers it.

# %% [markdown] lang="ko"
# 이제 모든 이미지로 다섯 에폭을 학습합니다. 학습이 끝나면 가중치를 살펴봅시다. 가중치 행렬의 각 행은 이미지로 그릴 수
# 있습니다. 빨간 곳의 픽셀이 밝으면 그 숫자의 점수가 올라가고, 파란 곳의 픽셀이 밝으면 내려갑니다.

# %% tags=["otter_ignore"]
torch.manual_seed(0)
softmax_regression, optimizer = make_softmax_regression()
train_loader = make_loader(train_set)
for epoch in range(5):
    average = train_epoch(softmax_regression, optimizer, train_loader)
    with torch.no_grad():
        predictions = softmax_regression(test_set.data.view(-1, 784) / 255).argmax(dim=1)
    accuracy = (predictions == test_set.targets).float().mean().item()
    print(f"epoch {epoch + 1}   loss {average:.4f}   test accuracy {accuracy:.4f}")

figure, axes = plt.subplots(1, 10, figsize=(10, 1.3))
weights = next(softmax_regression.parameters()).detach()
for digit, (ax, row) in enumerate(zip(axes, weights)):
    ax.imshow(row.view(28, 28), cmap="coolwarm", vmin=-0.7, vmax=0.7)
    ax.set_title(digit)
    ax.axis("off")

# %% [markdown] lang="en"
# ## Question 4. What a single unit can and cannot learn
#
# A **perceptron** with a sigmoid is a softmax classifier for two classes. It has one score, $s = w \cdot x + b$, and the
# probability of "yes" is $\sigma(s) = 1 / (1 + e^{-s})$.
#
# Its loss is the **binary cross-entropy** (`nn.BCELoss`): the average of $-\log p$ where the answer is yes and
# $-\log(1-p)$ where it is no.
#
# Can such a unit learn AND, OR and XOR?

# %% [markdown] lang="ko"
# ## 문제 4. 유닛 하나가 배울 수 있는 것과 없는 것
#
# 시그모이드(sigmoid)를 쓰는 **퍼셉트론(perceptron)** 은 클래스가 두 개인 소프트맥스 분류기입니다. 점수는
# $s = w \cdot x + b$ 하나이고, "예"일 확률은 $\sigma(s) = 1 / (1 + e^{-s})$입니다.
#
# 손실은 **이진 교차 엔트로피(binary cross-entropy)** (`nn.BCELoss`)입니다. 답이 "예"이면 $-\log p$, "아니요"이면
# $-\log(1-p)$를 구해 평균합니다.
#
# 이런 유닛(unit) 하나가 AND, OR, XOR를 배울 수 있을까요?

# %% name="gates"
corners = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
gates = {
    "AND": torch.tensor([[0.0], [0.0], [0.0], [1.0]]),
    "OR": torch.tensor([[0.0], [1.0], [1.0], [1.0]]),
    "XOR": torch.tensor([[0.0], [1.0], [1.0], [0.0]]),
}


# %% name="perceptron"
class Perceptron(nn.Module):
    """Map inputs (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)  # SOLUTION

    def forward(self, x):
        probability = torch.sigmoid(self.linear(x))  # SOLUTION
        return probability


# %% [markdown] lang="en"
# Training repeats the step of Question 1 many times, with the other loss.

# %% [markdown] lang="ko"
# 학습은 문제 1의 스텝을 여러 번 되풀이하는 것입니다. 손실만 다릅니다.

# %% name="train_gate"
binary_cross_entropy = nn.BCELoss()  # SOLUTION


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the list of its losses."""
    optimizer = torch.optim.SGD(model.parameters(), learning_rate)  # SOLUTION
    losses = []
    for step in range(steps):
        # BEGIN SOLUTION
        optimizer.zero_grad()
        loss = binary_cross_entropy(model(corners), answers)
        loss.backward()
        optimizer.step()
        # END SOLUTION
        losses.append(loss.item())
    return losses


# %%
grader.check("q4")

# %% tags=["otter_ignore"]
torch.manual_seed(0)
for name, answers in gates.items():
    perceptron = Perceptron()
    losses = train_gate(perceptron, answers, steps=1000)
    probabilities = perceptron(corners).flatten().tolist()
    print(f"{name:3}   loss {losses[-1]:.4f}   probabilities " + "  ".join(f"{p:.2f}" for p in probabilities))

# %% [markdown] lang="en"
# The perceptron learns AND and OR, but not XOR, however long you train it. The best that a single unit can do there is to
# answer ½ everywhere, and the loss of that is $-\log ½ \approx 0.6931$.
#
# The reason is geometric. A unit divides the plane along a straight line, and no straight line has (0, 1) and (1, 0) on
# one side and (0, 0) and (1, 1) on the other.

# %% [markdown] lang="ko"
# 퍼셉트론은 AND와 OR를 배웁니다. 그러나 XOR는 아무리 오래 학습해도 배우지 못합니다. 유닛 하나가 할 수 있는 최선은
# 어디서나 ½이라고 답하는 것이고, 그때의 손실은 $-\log ½ \approx 0.6931$입니다.
#
# 이유는 기하학에 있습니다. 유닛 하나는 평면을 직선으로 나누는데, (0, 1)과 (1, 0)을 한쪽에, (0, 0)과 (1, 1)을 다른 쪽에
# 두는 직선은 없습니다.

# %% [markdown] lang="en"
# ## Question 5. A hidden layer
#
# Two straight lines would be enough, together with a unit that combines them. That is a network 2 → 2 → 1: two **hidden
# units**, each a sigmoid of its own score, and an output unit that takes *their* outputs. A network can also be larger: 2
# → 10 → 10 → 10 → 1.

# %% [markdown] lang="ko"
# ## 문제 5. 은닉층
#
# 직선 두 개와 그것을 결합하는 유닛 하나가 있으면 됩니다. 그것이 2 → 2 → 1 신경망(network)입니다. **은닉 유닛(hidden
# unit)** 두 개가 각자 자기 점수의 시그모이드를 출력하고, 출력 유닛이 *그 출력*을 입력으로 받습니다. 2 → 10 → 10 → 10 →
# 1처럼 더 크게 만들 수도 있습니다.

# %% name="build_network"
SHALLOW = [2, 2, 1]
DEEP = [2, 10, 10, 10, 1]


def build_network(sizes):
    """Return a network of linear layers, sizes[0] → sizes[1] → …, with a sigmoid after each layer."""
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        linear = nn.Linear(inputs, outputs)  # SOLUTION
        # Draw all parameters from N(0, 1). PyTorch's default weights are smaller, and with them the deep network hardly
        # begins to learn. The assignment `initialization` shows why.
        for parameter in linear.parameters():
            nn.init.normal_(parameter)
        layers += [linear, nn.Sigmoid()]  # SOLUTION
    return nn.Sequential(*layers)


# %% [markdown] lang="en"
# With only two hidden units, training can get stuck: from some initial weights it arrives at a point where not all four
# answers are right, and no small step improves them. The remedy is simple. Check the result, and if it is wrong, start
# again from other weights.

# %% [markdown] lang="ko"
# 은닉 유닛이 두 개뿐이면 학습이 막힐 수 있습니다. 초기 가중치에 따라서는 네 답이 다 맞지 않는데도 작은 스텝으로는 더
# 나아지지 않는 곳에 이릅니다. 해결책은 간단합니다. 결과를 확인하고, 틀렸으면 다른 가중치에서 다시 시작합니다.


# %% name="solve_xor"
def solve_xor(sizes, seed, steps=2000):
    """Train new networks until one gets all four corners of XOR right; return that network and its losses.

    The first network starts from `seed`, the second from seed + 1, and so on.
    """
    for attempt in range(40):
        torch.manual_seed(seed + attempt)
        # build a new network and train it
        model = build_network(sizes)  # SOLUTION
        losses = train_gate(model, gates["XOR"], steps)  # SOLUTION
        # are all four answers right, at a threshold of ½?
        solved = bool(((model(corners) > 0.5) == (gates["XOR"] > 0.5)).all())  # SOLUTION
        if solved:
            return model, losses
    raise RuntimeError("None of 40 networks has learned XOR: something is wrong with the network or its training.")


# %%
grader.check("q5")

# %% [markdown] lang="en"
# Compare the three models. The answer of each one over the whole square shows how it solves XOR, or why it cannot.

# %% [markdown] lang="ko"
# 세 모델을 비교해 봅시다. 사각형 전체에서 각 모델이 어떻게 답하는지 보면, XOR를 어떻게 푸는지 또는 왜 풀지 못하는지 알 수
# 있습니다.

# %% tags=["otter_ignore"]
torch.manual_seed(3)
linear = Perceptron()
solutions = {"linear": (linear, train_gate(linear, gates["XOR"], 2000))}
solutions |= {"2 → 2 → 1": solve_xor(SHALLOW, seed=3), "2 → 10 → 10 → 10 → 1": solve_xor(DEEP, seed=3)}
figure, axes = plt.subplots(1, 4, figsize=(12, 2.8), layout="constrained")
grid = torch.stack(torch.meshgrid(torch.linspace(-0.2, 1.2, 80), torch.linspace(-0.2, 1.2, 80), indexing="xy"), dim=-1)
for ax, (name, (model, losses)) in zip(axes, solutions.items()):
    axes[3].plot(losses, label=name)
    with torch.no_grad():
        ax.contourf(
            grid[..., 0], grid[..., 1], model(grid.view(-1, 2)).view(80, 80), levels=20, cmap="coolwarm", vmin=0, vmax=1
        )
    ax.scatter(corners[:, 0], corners[:, 1], c=gates["XOR"].flatten(), cmap="coolwarm", edgecolor="k", s=60)
    ax.set_title(f"{name}: loss {losses[-1]:.4f}", fontsize=9)
axes[3].set(xlabel="step", ylabel="loss", yscale="log")
axes[3].legend(fontsize=7)
plt.show()

# %% [markdown] lang="en"
# ## Question 6. Backpropagation by hand
#
# `loss.backward()` is not magic. It applies the chain rule from the end to the beginning and reuses the results on the
# way.
#
# Start with the smallest example, $f = w x + b$. How much does $f$ change if $w$, $x$ or $b$ changes a little?

# %% [markdown] lang="ko"
# ## 문제 6. 손으로 하는 역전파
#
# `loss.backward()`는 마법이 아닙니다. 연쇄 법칙을 끝에서부터 앞으로 적용하면서, 도중에 구한 결과를 다시 쓸 뿐입니다.
# 이것을 역전파(backpropagation)라고 합니다.
#
# 가장 작은 예인 $f = w x + b$에서 시작합시다. $w$나 $x$나 $b$가 조금 변하면 $f$는 얼마나 변할까요?


# %% name="simple_backward"
def simple_backward(w, x, b):
    """Return f = w·x + b and the derivatives of f with respect to w, x and b: four numbers."""
    f = w * x + b  # SOLUTION
    df_dw = x  # SOLUTION
    df_dx = w  # SOLUTION
    df_db = 1.0  # SOLUTION
    return f, df_dw, df_dx, df_db


simple_backward(w=-2.0, x=5.0, b=3.0)  # f = −7

# %% [markdown] lang="en"
# Now the network 2 → 2 → 1 of Question 5, in NumPy, for one input $x$ (2 numbers) and one target $t$:
#
# $$h = \sigma(W_1 x + b_1),\qquad o = \sigma(W_2 h + b_2),\qquad E = \tfrac12 (o - t)^2$$
#
# The dictionary `p` holds the parameters: `p["W1"]` (2, 2), `p["b1"]` (2,), `p["W2"]` (1, 2), `p["b2"]` (1,).

# %% [markdown] lang="ko"
# 이제 문제 5의 2 → 2 → 1 신경망을 NumPy로 다룹니다. 입력은 $x$ 하나(수 두 개), 타깃(target)은 $t$ 하나입니다.
#
# $$h = \sigma(W_1 x + b_1),\qquad o = \sigma(W_2 h + b_2),\qquad E = \tfrac12 (o - t)^2$$
#
# 딕셔너리 `p`에 파라미터가 들어 있습니다. `p["W1"]` (2, 2), `p["b1"]` (2,), `p["W2"]` (1, 2), `p["b2"]` (1,)입니다.


# %% name="forward"
def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward(p, x):
    """Return the hidden units h (2,) and the output o (1,) for the input x (2,)."""
    h = logistic(p["W1"] @ x + p["b1"])  # SOLUTION
    o = logistic(p["W2"] @ h + p["b2"])  # SOLUTION
    return h, o


# %% [markdown] lang="en"
# Then backward. Let $\delta_2$ be the derivative of $E$ with respect to the *score* of the output unit, and $\delta_1$
# the derivatives with respect to the scores of the hidden units. The derivative of the sigmoid is
# $\sigma' = \sigma (1 - \sigma)$, so
#
# $$\delta_2 = (o - t)\, o (1 - o),\qquad \delta_1 = (W_2^\top \delta_2) \odot h (1 - h)$$
#
# A weight connects two units. Its gradient is the δ of the unit it leads to, times the value of the unit it comes from.
# What is the gradient of a bias?

# %% [markdown] lang="ko"
# 이제 거꾸로 갑니다. $\delta_2$를 출력 유닛의 *점수*에 대한 $E$의 도함수, $\delta_1$을 은닉 유닛들의 점수에 대한 도함수라고
# 합시다. 시그모이드의 도함수는 $\sigma' = \sigma (1 - \sigma)$이므로
#
# $$\delta_2 = (o - t)\, o (1 - o),\qquad \delta_1 = (W_2^\top \delta_2) \odot h (1 - h)$$
#
# 입니다. 가중치는 유닛 두 개를 잇습니다. 가중치의 그래디언트는 신호가 도착하는 유닛의 δ에 신호가 출발하는 유닛의 값을
# 곱한 것입니다. 그러면 편향의 그래디언트는 무엇일까요?


# %% name="backward"
def backward(p, x, target):
    """Return the gradient of E with respect to each parameter: a dictionary with the keys and shapes of p."""
    h, o = forward(p, x)
    delta2 = (o - target) * o * (1 - o)  # SOLUTION
    delta1 = (p["W2"].T @ delta2) * h * (1 - h)  # SOLUTION
    dW2 = np.outer(delta2, h)  # SOLUTION
    db2 = delta2  # SOLUTION
    dW1 = np.outer(delta1, x)  # SOLUTION
    db1 = delta1  # SOLUTION
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


# %%
grader.check("q6")

# %% [markdown] lang="en"
# You can always check a gradient yourself by a **central difference**: move one parameter a little in both directions,
# and divide the change of $E$ by the distance.

# %% [markdown] lang="ko"
# 그래디언트는 **중앙 차분(central difference)** 으로 언제든지 직접 확인할 수 있습니다. 파라미터 하나를 양쪽으로 조금씩
# 움직여 보고, $E$의 변화량을 움직인 거리로 나누면 됩니다.

# %% tags=["otter_ignore"]
generator = np.random.default_rng(0)
p = {name: generator.normal(size=shape) for name, shape in {"W1": (2, 2), "b1": (2,), "W2": (1, 2), "b2": (1,)}.items()}
x, target, nudge = np.array([0.3, -0.8]), 1.0, 1e-5
errors = []
for sign in (1, -1):
    p["W1"][0, 1] += sign * nudge
    errors.append(0.5 * (forward(p, x)[1].item() - target) ** 2)
    p["W1"][0, 1] -= sign * nudge
print("backpropagation   ", backward(p, x, target)["W1"][0, 1])
print("central difference", (errors[0] - errors[1]) / (2 * nudge))

# %% [markdown] lang="en"
# ## Question 7. Activation functions and their derivatives
#
# The **activation function** turns a unit's score into its output. In backpropagation each gradient is multiplied by the
# derivative of the activation function. Write four activation functions and their derivatives, for arrays of any shape.
#
# - **Nothing may overflow.** `logistic` above warns for large negative scores. The check calls all eight functions with
#   values up to $\pm 10^4$, and none of them may give a warning: tanh and the derivatives no more than the sigmoid.
#   (Hint: $e^{-|z|}$ is never large.)
# - **The argument stays as it is.** Return a new array.
# - **The corner.** ReLU and LeakyReLU have a corner at 0. There any value between the derivatives on both sides is
#   accepted.

# %% [markdown] lang="ko"
# ## 문제 7. 활성화 함수와 도함수
#
# **활성화 함수(activation function)** 는 유닛의 점수를 출력으로 바꿉니다. 역전파에서는 그래디언트에 활성화 함수의 도함수
# 값이 곱해집니다. 네 가지 활성화 함수와 그 도함수를, 어떤 모양의 배열에도 쓸 수 있게 작성하세요.
#
# - **오버플로가 없어야 합니다.** 위의 `logistic`은 점수가 절댓값이 큰 음수이면 경고를 냅니다. 테스트는 여덟 함수 모두에
#   $\pm 10^4$까지의 값을 넣으며, 어느 함수도 경고를 내면 안 됩니다. 시그모이드뿐 아니라 tanh와 모든 도함수도
#   마찬가지입니다. (힌트: $e^{-|z|}$는 결코 커지지 않습니다.)
# - **받은 배열은 바꾸지 마세요.** 새 배열을 반환하세요.
# - **꺾이는 점.** ReLU와 LeakyReLU는 0에서 꺾입니다. 거기서는 양쪽 도함수 값 사이의 어떤 값이든 정답입니다.


# %% name="sigmoid"
def sigmoid(z):
    """Return 1 / (1 + e⁻ᶻ), without overflow."""
    # BEGIN SOLUTION
    small = np.exp(-np.abs(z))
    value = np.where(z >= 0, 1 / (1 + small), small / (1 + small))
    # END SOLUTION
    return value


def sigmoid_slope(z):
    """Return the derivative of sigmoid at z."""
    derivative = sigmoid(z) * (1 - sigmoid(z))  # SOLUTION
    return derivative


# %% [markdown] lang="en"
# tanh has values from −1 to 1. It is a stretched and shifted sigmoid: $\tanh z = 2\sigma(2z) - 1$.

# %% [markdown] lang="ko"
# tanh는 −1에서 1까지의 값을 가지며, 시그모이드를 늘이고 옮긴 것입니다. $\tanh z = 2\sigma(2z) - 1$입니다.


# %% name="tanh"
def tanh(z):
    """Return the hyperbolic tangent of z."""
    value = 2 * sigmoid(2 * z) - 1  # SOLUTION
    return value


def tanh_slope(z):
    """Return the derivative of tanh at z."""
    derivative = 1 - tanh(z) ** 2  # SOLUTION
    return derivative


# %% name="relu"
def relu(z):
    """Return z where it is positive, else 0."""
    value = np.maximum(z, 0)  # SOLUTION
    return value


def relu_slope(z):
    """Return the derivative of relu at z."""
    derivative = np.where(z > 0, 1.0, 0.0)  # SOLUTION
    return derivative


# %% name="leaky_relu"
def leaky_relu(z, alpha=0.01):
    """Return z where it is positive, else alpha·z."""
    value = np.where(z > 0, z, alpha * z)  # SOLUTION
    return value


def leaky_relu_slope(z, alpha=0.01):
    """Return the derivative of leaky_relu at z."""
    derivative = np.where(z > 0, 1.0, alpha)  # SOLUTION
    return derivative


# %%
grader.check("q7")

# %% tags=["otter_ignore"]
z = np.linspace(-5, 5, 201)
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
for name in ("sigmoid", "tanh", "relu", "leaky_relu"):
    left.plot(z, globals()[name](z), label=name)
    right.plot(z, globals()[f"{name}_slope"](z), label=name)
left.set(title="activation", xlabel="z", ylim=(-1.2, 3))
right.set(title="derivative", xlabel="z")
right.legend()
plt.show()

# %% [markdown] lang="en"
# The derivative of the sigmoid never exceeds ¼. So each layer of sigmoids makes the gradient at least four times smaller,
# even before the weights come in. The assignment `initialization` continues this story.

# %% [markdown] lang="ko"
# 시그모이드의 도함수 값은 결코 ¼을 넘지 않습니다. 그래서 시그모이드 층을 하나 지날 때마다, 가중치를 따지기도 전에
# 그래디언트가 4분의 1 이하로 줄어듭니다. 이 이야기는 `initialization` 과제에서 이어집니다.

# %% [markdown] lang="en"
# ## Question 8. Fifteen loss functions
#
# The loss function defines what counts as a mistake. Write fifteen of them in NumPy, as Keras defines them.
#
# - Each takes two arrays of the shape (N, K): `y`, the true values, and `p`, the predictions.
# - Each returns **one number**: the loss of each row, averaged over the rows.
# - None changes its arguments.
#
# The first group is for **regression**. `EPSILON` keeps divisions and logarithms finite; the given code puts it where
# Keras does.
#
# | | loss of a row |
# | --- | --- |
# | mean squared error | mean of $(y-p)^2$ |
# | mean absolute error | mean of $\lvert y-p\rvert$ |
# | mean absolute percentage error | 100 times the mean of $\lvert y-p\rvert / \max(\lvert y\rvert, \varepsilon)$ |
# | mean squared logarithmic error | mean of $(\log(1+y) - \log(1+p))^2$; values of $y$ and $p$ below ε are raised to ε first |
# | Huber | with $e = y-p$: mean of $\tfrac12 e^2$ where $\lvert e\rvert \le 1$, and of $\lvert e\rvert - \tfrac12$ elsewhere |
# | log-cosh | mean of $\log\cosh(p-y)$, also for errors of 1,000, where cosh overflows |
#
# (Hint for the last: $\log\cosh x = \lvert x\rvert + \log(1 + e^{-2\lvert x\rvert}) - \log 2$.)

# %% [markdown] lang="ko"
# ## 문제 8. 열다섯 가지 손실 함수
#
# 무엇을 틀린 것으로 볼지는 손실 함수(loss function)가 정합니다. 열다섯 가지 손실 함수를 Keras의 정의대로 NumPy로
# 작성하세요.
#
# - 모두 (N, K) 모양의 배열 두 개를 받습니다. `y`는 정답, `p`는 예측입니다.
# - 모두 **수 하나**를 반환합니다. 행마다 손실을 구하고 행에 대해 평균한 값입니다.
# - 받은 배열은 바꾸지 않습니다.
#
# 첫 번째는 **회귀(regression)** 에 쓰는 손실입니다. `EPSILON`은 나눗셈과 로그의 결과가 유한하도록 해 줍니다. 주어진
# 코드에서는 Keras와 같은 곳에 들어 있습니다.
#
# | | 한 행의 손실 |
# | --- | --- |
# | 평균 제곱 오차(mean squared error) | $(y-p)^2$의 평균 |
# | 평균 절대 오차(mean absolute error) | $\lvert y-p\rvert$의 평균 |
# | 평균 절대 백분율 오차(mean absolute percentage error) | $\lvert y-p\rvert / \max(\lvert y\rvert, \varepsilon)$의 평균의 100배 |
# | 평균 제곱 로그 오차(mean squared logarithmic error) | $(\log(1+y) - \log(1+p))^2$의 평균. $y$와 $p$의 값이 ε보다 작으면 ε으로 바꿉니다 |
# | 후버(Huber) | $e = y-p$라 할 때, $\lvert e\rvert \le 1$이면 $\tfrac12 e^2$, 아니면 $\lvert e\rvert - \tfrac12$입니다. 이 값을 평균합니다 |
# | log-cosh | $\log\cosh(p-y)$의 평균. cosh가 오버플로를 일으키는 오차 1,000에서도 계산되어야 합니다 |
#
# (마지막 손실의 힌트: $\log\cosh x = \lvert x\rvert + \log(1 + e^{-2\lvert x\rvert}) - \log 2$.)

# %% name="regression_losses"
EPSILON = 1e-7


def mean_squared_error(y, p):
    loss = ((y - p) ** 2).mean()  # SOLUTION
    return loss


def mean_absolute_error(y, p):
    loss = np.abs(y - p).mean()  # SOLUTION
    return loss


def mean_absolute_percentage_error(y, p):
    loss = 100 * (np.abs(y - p) / np.maximum(np.abs(y), EPSILON)).mean()  # SOLUTION
    return loss


def mean_squared_logarithmic_error(y, p):
    y, p = np.maximum(y, EPSILON), np.maximum(p, EPSILON)
    loss = ((np.log1p(y) - np.log1p(p)) ** 2).mean()  # SOLUTION
    return loss


def huber(y, p):
    error = np.abs(y - p)
    loss = np.where(error <= 1, error**2 / 2, error - 0.5).mean()  # SOLUTION
    return loss


def log_cosh(y, p):
    error = np.abs(p - y)
    loss = (error + np.log1p(np.exp(-2 * error)) - np.log(2)).mean()  # SOLUTION
    return loss


# %% [markdown] lang="en"
# The second group is for **probabilities**. In the three cross-entropies, `p` is first clipped to lie between ε and 1 −
# ε.
#
# | | loss of a row |
# | --- | --- |
# | binary cross-entropy | mean of $-y\log p - (1-y)\log(1-p)$ |
# | categorical cross-entropy | $-\sum y\log p$; each row of `p` is divided by its sum before it is clipped |
# | sparse categorical cross-entropy | the same, but `y` has the shape (N,) and holds the number of the right class |
# | Kullback–Leibler divergence | $\sum y\log(y/p)$, with both clipped to lie between ε and 1 |
# | Poisson | mean of $p - y\log(p + \varepsilon)$ |

# %% [markdown] lang="ko"
# 두 번째는 **확률(probability)** 에 쓰는 손실입니다. 교차 엔트로피 세 가지에서는 먼저 `p`가 ε과 1 − ε 사이에 오도록
# 자릅니다.
#
# | | 한 행의 손실 |
# | --- | --- |
# | 이진 교차 엔트로피(binary cross-entropy) | $-y\log p - (1-y)\log(1-p)$의 평균 |
# | 범주형 교차 엔트로피(categorical cross-entropy) | $-\sum y\log p$. 자르기 전에 `p`의 각 행을 그 합으로 나눕니다 |
# | 희소 범주형 교차 엔트로피(sparse categorical cross-entropy) | 위와 같지만 `y`는 정답 클래스의 번호이며 모양이 (N,)입니다 |
# | 쿨백–라이블러 발산(Kullback–Leibler divergence) | $\sum y\log(y/p)$. 둘 다 ε과 1 사이로 자릅니다 |
# | 푸아송(Poisson) | $p - y\log(p + \varepsilon)$의 평균 |


# %% name="probability_losses"
def binary_crossentropy(y, p):
    p = np.clip(p, EPSILON, 1 - EPSILON)
    loss = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()  # SOLUTION
    return loss


def categorical_crossentropy(y, p):
    p = np.clip(p / p.sum(axis=1, keepdims=True), EPSILON, 1 - EPSILON)
    loss = -(y * np.log(p)).sum(axis=1).mean()  # SOLUTION
    return loss


def sparse_categorical_crossentropy(y, p):
    p = np.clip(p / p.sum(axis=1, keepdims=True), EPSILON, 1 - EPSILON)
    loss = -np.log(p[np.arange(len(y)), y]).mean()  # SOLUTION
    return loss


def kl_divergence(y, p):
    y, p = np.clip(y, EPSILON, 1), np.clip(p, EPSILON, 1)
    loss = (y * np.log(y / p)).sum(axis=1).mean()  # SOLUTION
    return loss


def poisson(y, p):
    loss = (p - y * np.log(p + EPSILON)).mean()  # SOLUTION
    return loss


# %% [markdown] lang="en"
# The third group looks at **margins and angles**. For the hinge losses `y` holds −1 and 1; for the categorical hinge it
# holds 1 at the right class and 0 elsewhere.
#
# | | loss of a row |
# | --- | --- |
# | hinge | mean of $\max(0, 1 - yp)$ |
# | squared hinge | mean of $\max(0, 1 - yp)^2$ |
# | categorical hinge | $\max(0, 1 + n - s)$, where $s$ is the score of the right class and $n$ the highest value of $(1-y)p$ |
# | cosine similarity | *minus* the cosine of the angle between the two rows |
#
# (For the last, divide each row by its length. A row of zeros has length 0; the given code divides it by a tiny number
# instead, so its loss is 0.)

# %% [markdown] lang="ko"
# 세 번째는 **마진(margin)과 각도**를 보는 손실입니다. 힌지 손실에서 `y`의 값은 −1과 1이고, 범주형 힌지에서는 정답
# 클래스가 1, 나머지가 0입니다.
#
# | | 한 행의 손실 |
# | --- | --- |
# | 힌지(hinge) | $\max(0, 1 - yp)$의 평균 |
# | 제곱 힌지(squared hinge) | $\max(0, 1 - yp)^2$의 평균 |
# | 범주형 힌지(categorical hinge) | $\max(0, 1 + n - s)$. $s$는 정답 클래스의 점수, $n$은 $(1-y)p$의 최댓값 |
# | 코사인 유사도(cosine similarity) | 두 행 사이 각도의 코사인에 *음의 부호*를 붙인 값 |
#
# (마지막 손실에서는 각 행을 그 길이로 나눕니다. 모든 값이 0인 행은 길이가 0이므로, 주어진 코드는 그 대신 아주 작은 수로
# 나눕니다. 그래서 손실이 0이 됩니다.)


# %% name="margin_losses"
def hinge(y, p):
    loss = np.maximum(0, 1 - y * p).mean()  # SOLUTION
    return loss


def squared_hinge(y, p):
    loss = (np.maximum(0, 1 - y * p) ** 2).mean()  # SOLUTION
    return loss


def categorical_hinge(y, p):
    right = (y * p).sum(axis=1)
    wrong = ((1 - y) * p).max(axis=1)
    loss = np.maximum(0, 1 + wrong - right).mean()  # SOLUTION
    return loss


def cosine_similarity(y, p):
    y, p = (a / np.sqrt(np.maximum((a**2).sum(axis=1, keepdims=True), 1e-12)) for a in (y, p))
    loss = -(y * p).sum(axis=1).mean()  # SOLUTION
    return loss


# %%
grader.check("q8")

# %% [markdown] lang="en"
# How does the loss grow with the error? With the squared error, a single large outlier counts as much as many small
# errors. Huber and log-cosh are quadratic near 0 and linear far away.

# %% [markdown] lang="ko"
# 오차가 커지면 손실은 어떻게 커질까요? 제곱 오차에서는 멀리 벗어난 값 하나의 손실이 작은 오차 여럿의 손실만큼 큽니다.
# 후버와 log-cosh는 0 근처에서는 이차 함수이고 멀리서는 일차 함수입니다.

# %% tags=["otter_ignore"]
error = np.linspace(-3, 3, 121)
plt.figure(figsize=(5, 3))
for loss in (mean_squared_error, mean_absolute_error, huber, log_cosh):
    plt.plot(error, [loss(np.array([[0.0]]), np.array([[e]])) for e in error], label=loss.__name__.replace("_", " "))
plt.xlabel("error")
plt.ylabel("loss")
plt.legend()
plt.show()

# %% [markdown] lang="en"
# ## What to take away
#
# - A model computes scores. Softmax or a sigmoid turns them into probabilities, and the cross-entropy measures how good
#   these are. Learning means small steps against its gradient.
# - The learning rate decides whether that works. If it is too small, nothing happens; if it is too large, the loss
#   explodes.
# - A single unit divides its inputs along a straight line. Layers with a nonlinear function in between can do more.
#   Without the nonlinear function, they are again just one linear layer.
# - Backpropagation is the chain rule, applied from the end to the beginning. Check gradients by central differences.
# - Each activation function multiplies the gradient by its derivative, and the derivative of the sigmoid is small.
#
# To read on: Minsky & Papert, *Perceptrons* (1969), on the limits of a single unit; Rumelhart, Hinton & Williams,
# *Learning representations by back-propagating errors* (1986); Glorot & Bengio, *Understanding the difficulty of training
# deep feedforward neural networks* (2010).

# %% [markdown] lang="ko"
# ## 정리
#
# - 모델은 점수를 계산합니다. 소프트맥스나 시그모이드가 점수를 확률로 바꾸고, 교차 엔트로피는 그 확률이 얼마나 좋은지
#   측정합니다. 학습은 교차 엔트로피의 그래디언트 반대 방향으로 가는 작은 스텝의 연속입니다.
# - 학습이 잘 되는지는 학습률에 달려 있습니다. 너무 작으면 아무 일도 일어나지 않고, 너무 크면 손실이 폭발합니다.
# - 유닛 하나는 입력 공간을 직선으로 나눕니다. 층 사이에 비선형 함수를 끼우면 더 많은 것을 할 수 있습니다. 비선형 함수가
#   없으면 층을 아무리 쌓아도 다시 선형층 하나와 같습니다.
# - 역전파는 끝에서 앞으로 적용하는 연쇄 법칙입니다. 그래디언트는 중앙 차분으로 확인하세요.
# - 활성화 함수는 그래디언트에 자기 도함수 값을 곱하는데, 시그모이드의 도함수 값은 작습니다.
#
# 더 읽을거리: 유닛 하나의 한계에 관해서는 Minsky & Papert, *Perceptrons* (1969); Rumelhart, Hinton & Williams, *Learning
# representations by back-propagating errors* (1986); Glorot & Bengio, *Understanding the difficulty of training deep
# feedforward neural networks* (2010).

# %% [markdown] lang="en"
# ## What the grader does
#
# Grading runs your code cells in a new session, from top to bottom, and then the same checks on other data.
#
# - **Keep these names**, because the tests use them: `SoftmaxClassifier`, `cross_entropy`, `train_step`, `loss_curve`,
#   `make_loader`, `make_softmax_regression`, `train_epoch`, `Perceptron`, `binary_cross_entropy`, `train_gate`,
#   `build_network`, `solve_xor`, `simple_backward`, `forward`, `backward`, and the functions of Questions 7 and 8.
# - **Keep each cell below 20 seconds** of processor time. Grading interrupts a cell that takes longer, and goes on with
#   the next one. Delete long experiments of your own, or comment them out.
# - Grading skips the given cells that only draw figures or train for a long time. Do not define anything in them that a
#   question needs.

# %% [markdown] lang="ko"
# ## 채점은 이렇게 이루어집니다
#
# 채점할 때는 새 세션에서 여러분의 코드 셀을 위에서부터 차례로 실행한 다음, 같은 테스트를 다른 데이터로 실행합니다.
#
# - **다음 이름은 그대로 두어야 합니다.** 테스트가 이 이름을 사용합니다. `SoftmaxClassifier`, `cross_entropy`,
#   `train_step`, `loss_curve`, `make_loader`, `make_softmax_regression`, `train_epoch`, `Perceptron`,
#   `binary_cross_entropy`, `train_gate`, `build_network`, `solve_xor`, `simple_backward`, `forward`, `backward`, 그리고
#   문제 7과 8의 함수들입니다.
# - **셀 하나는 프로세서 시간으로 20초를 넘지 않아야 합니다.** 더 오래 걸리는 셀은 채점할 때 중단되고, 채점은 다음 셀로
#   넘어갑니다. 직접 추가한 긴 실험은 지우거나 주석으로 바꾸세요.
# - 그림만 그리거나 오래 학습하는 주어진 셀은 채점할 때 건너뜁니다. 문제에 필요한 것을 그런 셀에서 정의하지 마세요.

# %% [markdown] lang="en"
# ## Handing in
#
# 1. Restart the kernel and run all cells, from top to bottom. In Jupyter: *Kernel → Restart Kernel and Run All Cells*. In
#    Colab: *Runtime → Restart session and run all*. Sometimes a notebook works only because of a cell that was deleted
#    since, or run out of order. This is how you find out. Running everything takes about a minute.
# 2. Read the result of the last cell: your points so far and what is still empty.
# 3. Save the notebook and hand in this one file. In Colab: *File → Download → Download .ipynb*.

# %% [markdown] lang="ko"
# ## 제출하기
#
# 1. 커널을 다시 시작하고 모든 셀을 위에서부터 차례로 실행하세요. Jupyter에서는 *Kernel → Restart Kernel and Run All
#    Cells*, Colab에서는 *런타임 → 세션 다시 시작 및 모두 실행*입니다. 이미 지운 셀이 있거나 셀을 실행한 순서가 달라서
#    생긴 문제가 있다면 여기서 드러납니다. 모두 실행하는 데 1분쯤 걸립니다.
# 2. 마지막 셀의 결과를 읽으세요. 지금까지 얻은 점수와 아직 비어 있는 곳이 나옵니다.
# 3. 노트북을 저장하고 이 파일 하나만 제출하세요. Colab에서는 *파일 → 다운로드 → .ipynb 다운로드*입니다.

# %%
grader.check_all()
