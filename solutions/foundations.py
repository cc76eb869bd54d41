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
# Everything that comes later in this course stands on a handful of ideas: scores and probabilities, a loss, a step against
# the gradient, a layer in between, and the chain rule that carries the gradient through it. In this notebook you build each of
# them once with your own hands.
#
# Each question asks for a few lines, at the places marked `Fill this blank!`. Below each question a cell
# `grader.check("q…")` tells you what is right and what is not. The tests are the ones you will be graded with; only the data
# and the random seeds differ. What a function is called, what it takes and what it returns is fixed by its first lines; how you
# write the inside is up to you.
#
# Random seeds: a function that makes or initializes a network draws new weights at each call, so set no seed inside it. A
# function that trains, or compares trainings, may set one before it starts.

# %% [markdown] lang="ko"
# # 선형 분류기에서 다층 퍼셉트론까지
#
# 이 과목에서 나중에 배울 것은 모두 몇 가지 아이디어 위에 서 있습니다. 점수와 확률, 손실 함수, 기울기 반대 방향으로 내딛는 한
# 걸음, 중간에 끼운 층, 그리고 그 층을 거슬러 기울기를 전해 주는 연쇄 법칙입니다. 이 노트북에서는 이것들을 하나씩 직접 만들어
# 봅니다.
#
# 문제마다 `Fill this blank!` 라고 표시된 곳에 몇 줄만 채우면 됩니다. 문제 아래의 `grader.check("q…")` 셀을 실행하면 무엇이
# 맞고 무엇이 틀렸는지 알려 줍니다. 채점에도 같은 테스트를 쓰며, 데이터와 난수 시드만 다릅니다. 함수의 이름과 인자, 반환값은
# 함수의 첫 줄에 정해져 있고, 안을 어떻게 작성할지는 자유입니다.
#
# 난수 시드: 신경망을 만들거나 초기화하는 함수는 호출할 때마다 새 가중치를 뽑아야 하므로 그 안에서 시드를 고정하지 마세요. 학습을
# 하거나 학습을 비교하는 함수에서는 시작하기 전에 시드를 고정해도 됩니다.

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
# Eight flowers, three measurements each (height, leaf and petal, in decimetres), three species. A linear classifier gives each
# species a score: a weighted sum of the measurements plus a constant. With a row of measurements $x$, that is $xW^\top + b$.

# %% [markdown] lang="ko"
# ## 문제 1. 소프트맥스 분류기
#
# 꽃 여덟 송이가 있고, 송이마다 세 가지를 쟀으며(키, 잎, 꽃잎. 단위는 데시미터), 품종은 세 가지입니다. 선형 분류기는 품종마다
# 점수를 매깁니다. 점수는 측정값의 가중합에 상수를 더한 것으로, 측정값의 행을 $x$라 하면 $xW^\top + b$입니다.

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
    """Maps measurements (N, 3) to scores (N, 3)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 3)  # SOLUTION

    def forward(self, x):
        scores = self.linear(x)  # SOLUTION
        return scores


# %% [markdown] lang="en"
# Softmax turns scores into probabilities: $p_k = e^{s_k} / \sum_j e^{s_j}$. The **cross-entropy** is the average, over the
# rows, of $-\log p$ at the right class: 0 where the model is sure and right, large where it is sure and wrong.
#
# Compute $\log p$ in one go (`log_softmax`, or a loss that contains it). First the exponentials and then the logarithm fails
# for scores in the hundreds: $e^{800}$ is more than a float can hold.

# %% [markdown] lang="ko"
# 소프트맥스는 점수를 확률로 바꿉니다. $p_k = e^{s_k} / \sum_j e^{s_j}$. **교차 엔트로피**는 정답 클래스에서 $-\log p$를 구해
# 행에 대해 평균한 값입니다. 확신하고 맞히면 0이고, 확신하고 틀리면 커집니다.
#
# $\log p$는 한 번에 계산하세요(`log_softmax`, 또는 그것을 포함하는 손실 함수). 지수를 먼저 구하고 로그를 취하면 점수가 수백
# 정도만 되어도 실패합니다. $e^{800}$은 실수형이 담을 수 있는 수보다 큽니다.


# %% name="cross_entropy"
def cross_entropy(scores, labels):
    """Return the average cross-entropy of scores (N, K) and labels (N,), a tensor with one number."""
    loss = F.cross_entropy(scores, labels)  # SOLUTION
    return loss


# %% [markdown] lang="en"
# **One step of gradient descent** on all rows at once: forget the gradients of the step before, compute the loss, compute
# the new gradients, move each weight against its gradient. PyTorch *adds* new gradients to the old ones, so forgetting is up
# to you.

# %% [markdown] lang="ko"
# **경사 하강법의 한 걸음**을 모든 행에 대해 한꺼번에 내딛습니다. 이전 걸음의 기울기를 지우고, 손실을 계산하고, 새 기울기를
# 구하고, 가중치를 기울기 반대 방향으로 옮깁니다. PyTorch는 새 기울기를 이전 기울기에 *더하므로*, 지우는 것은 여러분의
# 몫입니다.


# %% name="train_step"
def train_step(model, x, labels, optimizer):
    """Take one step on the rows x with these labels; return the loss before the step, a number."""
    # forget the gradients of the step before
    optimizer.zero_grad()  # SOLUTION
    # the loss
    loss = cross_entropy(model(x), labels)  # SOLUTION
    # the new gradients, then the step
    # BEGIN SOLUTION
    loss.backward()
    optimizer.step()
    # END SOLUTION
    return loss.item()


# %%
grader.check("q1")

# %% [markdown] lang="en"
# ## Question 2. How large a step?
#
# The learning rate decides how far a step goes. To see what it does, train a **new** classifier with each of three rates,
# and look at the losses.

# %% [markdown] lang="ko"
# ## 문제 2. 걸음은 얼마나 커야 할까?
#
# 한 걸음의 길이는 학습률이 정합니다. 학습률이 어떤 일을 하는지 보기 위해, 세 가지 학습률로 각각 **새** 분류기를 학습하고 손실을
# 살펴봅시다.


# %% name="loss_curve"
def loss_curve(learning_rate, x, labels, steps):
    """Train a new SoftmaxClassifier by plain gradient descent; return its loss at each step, a list of `steps` numbers."""
    # a new classifier and torch's SGD for its parameters
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
    torch.manual_seed(0)  # the same start for each
    ax.plot(loss_curve(learning_rate, flowers, species, steps=100))
    ax.set(title=f"learning rate {learning_rate:g}", xlabel="step", ylabel="loss")

# %% [markdown] lang="en"
# Too small: after a hundred steps hardly anything has changed (mind the scale). Too large: each step overshoots, and the
# loss leaps to tens of thousands. That it ends at 0 here is luck: these flowers are easy to tell apart, and once all are
# right, nothing pushes any more. In between it falls, quickly at first.
#
# ## Question 3. The same for images
#
# MNIST has 60,000 images of handwritten digits, 28 × 28 grey pixels, which `ToTensor` makes floats between 0 and 1. A softmax
# classifier does not care that they are images: a row of 784 numbers goes in, ten scores come out.

# %% [markdown] lang="ko"
# 너무 작으면 백 걸음을 가도 거의 달라지지 않습니다(축의 눈금을 잘 보세요). 너무 크면 걸음마다 지나쳐 버려 손실이 수만까지
# 치솟습니다. 여기서 결국 0이 된 것은 운입니다. 이 꽃들은 구별하기 쉬워서, 일단 모두 맞히고 나면 더 밀어낼 것이 없습니다. 그
# 중간에서는 손실이 줄어듭니다. 처음에는 빠르게 줄어듭니다.
#
# ## 문제 3. 이미지에도 똑같이
#
# MNIST에는 28 × 28 흑백 손글씨 숫자 이미지가 60,000장 있고, `ToTensor`는 픽셀을 0과 1 사이의 실수로 바꿉니다. 소프트맥스
# 분류기는 그것이 이미지인지 상관하지 않습니다. 784개의 수로 된 행이 들어가고 점수 열 개가 나옵니다.

# %% name="mnist"
train_set = datasets.MNIST("data", train=True, transform=transforms.ToTensor(), download=True)
test_set = datasets.MNIST("data", train=False, transform=transforms.ToTensor(), download=True)

# %% [markdown] lang="en"
# All 60,000 at once for a single step would be slow and wasteful: a hundred images already tell roughly where to go. A
# `DataLoader` cuts the set into batches. Let it **shuffle**, so that each pass meets other batches, and **drop** a last
# batch that is not full.

# %% [markdown] lang="ko"
# 한 걸음을 위해 60,000장을 모두 쓰는 것은 느리고 아깝습니다. 백 장만 보아도 어느 쪽으로 갈지 대략 알 수 있습니다.
# `DataLoader`는 데이터를 배치로 나눕니다. 훑을 때마다 다른 배치를 만나도록 **섞고**, 다 차지 않은 마지막 배치는 **버리게**
# 하세요.


# %% name="loader"
def make_loader(dataset, batch_size=100):
    """Return a DataLoader that shuffles `dataset` and drops the last batch if it is not full."""
    loader = DataLoader(dataset, batch_size=batch_size, shuffle=True, drop_last=True)  # SOLUTION
    return loader


# %% name="softmax_regression"
def make_softmax_regression():
    """Return a model that maps (N, 784) to scores (N, 10), and SGD with learning rate 0.1 for its parameters."""
    model = nn.Linear(784, 10)  # SOLUTION
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)  # SOLUTION
    return model, optimizer


# %% [markdown] lang="en"
# A batch of images has the shape (100, 1, 28, 28), and the model takes (100, 784). `view(-1, 784)` reads the same numbers in
# rows of 784; the −1 stands for "as many rows as there are".

# %% [markdown] lang="ko"
# 이미지 배치의 모양은 (100, 1, 28, 28)인데 모델은 (100, 784)를 받습니다. `view(-1, 784)`는 같은 수들을 784개씩 한 행으로
# 읽습니다. −1은 "행의 수는 알아서"라는 뜻입니다.


# %% name="train_epoch"
def train_epoch(model, optimizer, loader):
    """Take a step on each batch of `loader` once; return the average loss, a number."""
    total = 0.0
    for images, labels in loader:
        rows = images.view(-1, 784)  # SOLUTION
        total += train_step(model, rows, labels, optimizer)  # SOLUTION
    average = total / len(loader)  # SOLUTION
    return average


# %%
grader.check("q3")

# %% [markdown] lang="en"
# Five passes over all images. The rows of the weight matrix can be looked at: each is what the model would like to see for its
# digit (red) and what it would not (blue).

# %% [markdown] lang="ko"
# 이제 모든 이미지를 다섯 번 훑습니다. 가중치 행렬의 각 행은 그림으로 볼 수 있습니다. 모델이 그 숫자에서 보고 싶어 하는 곳은
# 빨강, 보고 싶어 하지 않는 곳은 파랑입니다.

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
# ## Question 4. What a single unit can do, and what it cannot
#
# A **perceptron** with a sigmoid is a softmax classifier for two classes: one score $s = w \cdot x + b$, and the probability of
# "yes" is $\sigma(s) = 1 / (1 + e^{-s})$. Its loss is the **binary cross-entropy**: $-\log p$ where the answer is yes,
# $-\log(1-p)$ where it is no, averaged (`nn.BCELoss`).
#
# Can it learn AND, OR and XOR?

# %% [markdown] lang="ko"
# ## 문제 4. 유닛 하나가 할 수 있는 것과 없는 것
#
# 시그모이드를 쓰는 **퍼셉트론**은 클래스가 두 개인 소프트맥스 분류기와 같습니다. 점수는 $s = w \cdot x + b$ 하나이고, "예"일
# 확률은 $\sigma(s) = 1 / (1 + e^{-s})$입니다. 손실은 **이진 교차 엔트로피**로, 답이 "예"이면 $-\log p$, "아니요"이면
# $-\log(1-p)$를 평균합니다 (`nn.BCELoss`).
#
# 이것으로 AND, OR, XOR를 배울 수 있을까요?

# %% name="gates"
corners = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
gates = {
    "AND": torch.tensor([[0.0], [0.0], [0.0], [1.0]]),
    "OR": torch.tensor([[0.0], [1.0], [1.0], [1.0]]),
    "XOR": torch.tensor([[0.0], [1.0], [1.0], [0.0]]),
}


# %% name="perceptron"
class Perceptron(nn.Module):
    """Maps (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)  # SOLUTION

    def forward(self, x):
        probability = torch.sigmoid(self.linear(x))  # SOLUTION
        return probability


# %% [markdown] lang="en"
# The training is the same step as before, many times over, with the other loss.

# %% [markdown] lang="ko"
# 학습은 앞에서와 같은 걸음을 여러 번 되풀이하는 것입니다. 손실만 다릅니다.

# %% name="train_gate"
binary_cross_entropy = nn.BCELoss()  # SOLUTION


def train_gate(model, answers, steps, learning_rate=1.0):
    """Train `model` on the four corners and `answers` (4, 1) by plain gradient descent; return the loss at each step, a list."""
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
# AND and OR are learnt. XOR is not, however long you train: the best a single unit can do is to answer ½ everywhere, and the
# loss of that is $-\log ½ \approx 0.6931$. A unit cuts the plane along a straight line, and no straight line has (0, 1) and
# (1, 0) on one side and (0, 0) and (1, 1) on the other.
#
# ## Question 5. A layer in between
#
# Two lines would do, and a unit that combines them. That is a network 2 → 2 → 1: two hidden units, each a sigmoid of its own
# score, and one that takes *their* outputs. Nothing keeps you from more: 2 → 10 → 10 → 10 → 1.

# %% [markdown] lang="ko"
# AND와 OR는 배웁니다. XOR는 아무리 오래 학습해도 배우지 못합니다. 유닛 하나가 할 수 있는 최선은 어디서나 ½이라고 답하는
# 것이고, 그때의 손실은 $-\log ½ \approx 0.6931$입니다. 유닛 하나는 평면을 직선으로 가르는데, (0, 1)과 (1, 0)을 한쪽에, (0,
# 0)과 (1, 1)을 다른 쪽에 두는 직선은 없습니다.
#
# ## 문제 5. 중간에 층을 하나
#
# 직선 두 개와 그것을 합치는 유닛이 하나 있으면 됩니다. 그것이 2 → 2 → 1 신경망입니다. 은닉 유닛 두 개가 저마다 점수의
# 시그모이드를 내고, 마지막 유닛이 *그 출력*을 받습니다. 더 크게 만들지 못할 이유도 없습니다. 2 → 10 → 10 → 10 → 1도
# 가능합니다.

# %% name="build_network"
SHALLOW = [2, 2, 1]
DEEP = [2, 10, 10, 10, 1]


def build_network(sizes):
    """Return a network of linear layers, sizes[0] → sizes[1] → …, with a sigmoid after each of them."""
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        linear = nn.Linear(inputs, outputs)  # SOLUTION
        # Draw all from N(0, 1). With PyTorch's smaller weights the deep network hardly starts to learn; the assignment
        # `initialization` shows why.
        for parameter in linear.parameters():
            nn.init.normal_(parameter)
        layers += [linear, nn.Sigmoid()]  # SOLUTION
    return nn.Sequential(*layers)


# %% [markdown] lang="en"
# With only two hidden units there are dead ends: from some starting points the training runs into a corner where not all
# four answers are right and no small step makes it better. The way out is plain: look at the result, and if it is wrong,
# start again from other weights.

# %% [markdown] lang="ko"
# 은닉 유닛이 두 개뿐이면 막다른 길이 있습니다. 어떤 출발점에서는 네 답이 다 맞지도 않은 채, 작은 걸음으로는 더 나아지지 않는
# 곳에 갇힙니다. 빠져나오는 방법은 단순합니다. 결과를 보고, 틀렸으면 다른 가중치에서 다시 시작합니다.


# %% name="solve_xor"
def solve_xor(sizes, seed, steps=2000):
    """Train networks until one gets all four corners of XOR right, the first from `seed`, the next from seed + 1, …

    Returns that network and its losses.
    """
    for attempt in range(40):
        torch.manual_seed(seed + attempt)
        # a new network, trained
        model = build_network(sizes)  # SOLUTION
        losses = train_gate(model, gates["XOR"], steps)  # SOLUTION
        # are all four right, at a threshold of ½?
        solved = bool(((model(corners) > 0.5) == (gates["XOR"] > 0.5)).all())  # SOLUTION
        if solved:
            return model, losses
    raise RuntimeError("None of 40 networks has learnt XOR: something is wrong with the network or its training.")


# %%
grader.check("q5")

# %% [markdown] lang="en"
# The three side by side. What each network says in the whole square shows how it solves the task, or why it cannot.

# %% [markdown] lang="ko"
# 셋을 나란히 놓고 봅시다. 사각형 전체에서 각 신경망이 무어라고 답하는지 보면, 어떻게 문제를 푸는지, 또는 왜 못 푸는지 알 수
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
# `loss.backward()` is no magic. It applies the chain rule from the end to the beginning, and reuses what it has already
# computed. First on the smallest example there is, $f = w x + b$: by how much does $f$ change if $w$, $x$ or $b$ changes a
# little?

# %% [markdown] lang="ko"
# ## 문제 6. 손으로 하는 역전파
#
# `loss.backward()`는 마술이 아닙니다. 연쇄 법칙을 끝에서부터 앞으로 적용하면서 이미 계산한 것을 다시 쓸 뿐입니다. 먼저 가장
# 작은 예인 $f = w x + b$에서 시작합시다. $w$나 $x$나 $b$가 조금 변하면 $f$는 얼마나 변할까요?


# %% name="simple_backward"
def simple_backward(w, x, b):
    """Return f = w·x + b and its derivatives with respect to w, x and b: four numbers."""
    f = w * x + b  # SOLUTION
    df_dw = x  # SOLUTION
    df_dx = w  # SOLUTION
    df_db = 1.0  # SOLUTION
    return f, df_dw, df_dx, df_db


simple_backward(w=-2.0, x=5.0, b=3.0)  # f = −7

# %% [markdown] lang="en"
# Now the network 2 → 2 → 1 of Question 5, with NumPy, for one input $x$ (2 numbers) and one target $t$:
#
# $$h = \sigma(W_1 x + b_1),\qquad o = \sigma(W_2 h + b_2),\qquad E = \tfrac12 (o - t)^2$$
#
# `p` holds the parameters: `p["W1"]` (2, 2), `p["b1"]` (2,), `p["W2"]` (1, 2), `p["b2"]` (1,).

# %% [markdown] lang="ko"
# 이제 문제 5의 2 → 2 → 1 신경망을 NumPy로 다룹니다. 입력은 $x$ 하나(수 두 개), 목표값은 $t$ 하나입니다.
#
# $$h = \sigma(W_1 x + b_1),\qquad o = \sigma(W_2 h + b_2),\qquad E = \tfrac12 (o - t)^2$$
#
# `p`에 파라미터가 들어 있습니다. `p["W1"]` (2, 2), `p["b1"]` (2,), `p["W2"]` (1, 2), `p["b2"]` (1,).


# %% name="forward"
def logistic(z):
    return 1 / (1 + np.exp(-z))


def forward(p, x):
    """Return the hidden units h (2,) and the output o (1,) for the input x (2,)."""
    h = logistic(p["W1"] @ x + p["b1"])  # SOLUTION
    o = logistic(p["W2"] @ h + p["b2"])  # SOLUTION
    return h, o


# %% [markdown] lang="en"
# Backwards. Let $\delta_2$ be the derivative of $E$ by the *score* of the output, and $\delta_1$ those by the scores of the
# hidden units. The slope of the sigmoid is $\sigma' = \sigma (1 - \sigma)$, so
#
# $$\delta_2 = (o - t)\, o (1 - o),\qquad \delta_1 = (W_2^\top \delta_2) \odot h (1 - h)$$
#
# and each weight's derivative is the δ at its end times the value at its beginning. What about the biases?

# %% [markdown] lang="ko"
# 이제 거꾸로 갑니다. $\delta_2$는 출력 유닛의 *점수*에 대한 $E$의 미분이고, $\delta_1$은 은닉 유닛들의 점수에 대한
# 미분입니다. 시그모이드의 기울기는 $\sigma' = \sigma (1 - \sigma)$이므로
#
# $$\delta_2 = (o - t)\, o (1 - o),\qquad \delta_1 = (W_2^\top \delta_2) \odot h (1 - h)$$
#
# 이고, 각 가중치의 미분은 그 가중치가 끝나는 곳의 δ에 시작하는 곳의 값을 곱한 것입니다. 그러면 편향은 어떨까요?


# %% name="backward"
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
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
# A check that you can always make yourself: nudge a parameter a little in both directions, and see how much E changes.

# %% [markdown] lang="ko"
# 언제든 스스로 해 볼 수 있는 검사가 있습니다. 파라미터를 양쪽으로 조금씩 움직여 보고 E가 얼마나 변하는지 보는 것입니다.

# %% tags=["otter_ignore"]
generator = np.random.default_rng(0)
p = {name: generator.normal(size=shape) for name, shape in {"W1": (2, 2), "b1": (2,), "W2": (1, 2), "b2": (1,)}.items()}
x, target, nudge = np.array([0.3, -0.8]), 1.0, 1e-5
errors = []
for sign in (1, -1):
    p["W1"][0, 1] += sign * nudge
    errors.append(0.5 * (forward(p, x)[1].item() - target) ** 2)
    p["W1"][0, 1] -= sign * nudge
print("by backpropagation", backward(p, x, target)["W1"][0, 1])
print("by nudging        ", (errors[0] - errors[1]) / (2 * nudge))

# %% [markdown] lang="en"
# ## Question 7. Activations and their slopes
#
# What a unit does with its score is its **activation**. In backpropagation the slope of the activation multiplies every
# gradient that passes. Write four of them with their slopes, for arrays of any shape, which they
# leave as they are.
#
# `logistic` above warns of an overflow for large negative scores. Write a sigmoid that never does, neither for $10^4$ nor
# for $-10^4$. (One way: $e^{-|z|}$ is never large.) ReLU and LeakyReLU have a corner at 0, where any slope between the two
# is fine.

# %% [markdown] lang="ko"
# ## 문제 7. 활성화 함수와 그 기울기
#
# 유닛이 점수로 무엇을 하느냐가 **활성화 함수**입니다. 역전파에서는 활성화 함수의 기울기가 지나가는 모든 기울기에 곱해집니다.
# 네 가지 활성화 함수와 그 기울기를, 어떤 모양의 배열에도 쓸 수 있게 작성하세요. 받은 배열은 바꾸지 마세요.
#
# 위의 `logistic`은 점수가 큰 음수이면 오버플로 경고를 냅니다. $10^4$에서도 $-10^4$에서도 경고가 없는 시그모이드를 쓰세요.
# ($e^{-|z|}$는 결코 커지지 않는다는 점을 이용할 수 있습니다.) ReLU와 LeakyReLU는 0에서 꺾이며, 거기서는 양쪽 기울기 사이의
# 어떤 값이든 괜찮습니다.


# %% name="sigmoid"
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    # BEGIN SOLUTION
    small = np.exp(-np.abs(z))
    value = np.where(z >= 0, 1 / (1 + small), small / (1 + small))
    # END SOLUTION
    return value


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    slope = sigmoid(z) * (1 - sigmoid(z))  # SOLUTION
    return slope


# %% [markdown] lang="en"
# tanh runs from −1 to 1 and is a sigmoid in disguise: $\tanh z = 2\sigma(2z) - 1$.

# %% [markdown] lang="ko"
# tanh는 −1에서 1까지의 값을 가지며, 모습을 바꾼 시그모이드입니다. $\tanh z = 2\sigma(2z) - 1$.


# %% name="tanh"
def tanh(z):
    value = 2 * sigmoid(2 * z) - 1  # SOLUTION
    return value


def tanh_slope(z):
    slope = 1 - tanh(z) ** 2  # SOLUTION
    return slope


# %% name="relu"
def relu(z):
    """z where it is positive, else 0."""
    value = np.maximum(z, 0)  # SOLUTION
    return value


def relu_slope(z):
    slope = np.where(z > 0, 1.0, 0.0)  # SOLUTION
    return slope


# %% name="leaky_relu"
def leaky_relu(z, alpha=0.01):
    """z where it is positive, else alpha·z."""
    value = np.where(z > 0, z, alpha * z)  # SOLUTION
    return value


def leaky_relu_slope(z, alpha=0.01):
    slope = np.where(z > 0, 1.0, alpha)  # SOLUTION
    return slope


# %%
grader.check("q7")

# %% tags=["otter_ignore"]
z = np.linspace(-5, 5, 201)
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
for name in ("sigmoid", "tanh", "relu", "leaky_relu"):
    left.plot(z, globals()[name](z), label=name)
    right.plot(z, globals()[f"{name}_slope"](z), label=name)
left.set(title="activation", xlabel="z", ylim=(-1.2, 3))
right.set(title="slope", xlabel="z")
right.legend()
plt.show()

# %% [markdown] lang="en"
# The slope of the sigmoid is never above ¼, so each layer of sigmoids makes the gradient at least four times smaller, before
# the weights have their say. The assignment `initialization` follows this up.
#
# ## Question 8. A cabinet of losses
#
# The loss says what counts as a mistake. Write fifteen of them with NumPy as Keras defines them. All take arrays `y` (what
# is true) and `p` (what is predicted) of the shape (N, K), and return **one number**: the loss of each row, averaged over
# the rows. None of them changes its arguments.
#
# First the regression losses. `EPSILON` keeps divisions and logarithms finite, in the places where Keras puts it.
#
# | | loss of a row |
# | --- | --- |
# | mean squared error | mean of $(y-p)^2$ |
# | mean absolute error | mean of $\lvert y-p\rvert$ |
# | mean absolute percentage error | 100 times the mean of $\lvert y-p\rvert / \max(\lvert y\rvert, \varepsilon)$ |
# | mean squared logarithmic error | mean of $(\log(1+y) - \log(1+p))^2$, both cut off at ε from below |
# | Huber | mean of $\tfrac12 e^2$ where $\lvert e\rvert \le 1$, else $\lvert e\rvert - \tfrac12$, with $e = y-p$ |
# | log-cosh | mean of $\log\cosh(p-y)$, also for errors of 1,000, where cosh overflows |
#
# (One way for the last: $\log\cosh x = \lvert x\rvert + \log(1 + e^{-2\lvert x\rvert}) - \log 2$.)

# %% [markdown] lang="ko"
# 시그모이드의 기울기는 결코 ¼을 넘지 않습니다. 그래서 시그모이드 층을 하나 지날 때마다, 가중치를 따지기도 전에 기울기가
# 적어도 네 배 작아집니다. 이 이야기는 `initialization` 과제에서 이어집니다.
#
# ## 문제 8. 손실 함수 모음
#
# 무엇을 틀린 것으로 볼지는 손실 함수가 정합니다. 열다섯 가지 손실을 Keras의 정의대로 NumPy로 작성하세요. 모두 (N, K) 모양의
# 배열 `y`(정답)와 `p`(예측)를 받아 **수 하나**를 돌려줍니다. 행마다 손실을 구하고 행에 대해 평균한 값입니다. 받은 배열은
# 바꾸지 않습니다.
#
# 먼저 회귀에 쓰는 손실입니다. `EPSILON`은 나눗셈과 로그가 유한하도록 해 주며, Keras가 두는 곳에 둡니다.
#
# | | 한 행의 손실 |
# | --- | --- |
# | 평균 제곱 오차 | $(y-p)^2$의 평균 |
# | 평균 절대 오차 | $\lvert y-p\rvert$의 평균 |
# | 평균 절대 백분율 오차 | $\lvert y-p\rvert / \max(\lvert y\rvert, \varepsilon)$의 평균의 100배 |
# | 평균 제곱 로그 오차 | $(\log(1+y) - \log(1+p))^2$의 평균. 둘 다 ε보다 작으면 ε으로 |
# | Huber | $e = y-p$라 할 때 $\lvert e\rvert \le 1$이면 $\tfrac12 e^2$, 아니면 $\lvert e\rvert - \tfrac12$. 그 평균 |
# | log-cosh | $\log\cosh(p-y)$의 평균. cosh가 오버플로를 일으키는 오차 1,000에서도 |
#
# (마지막 것은 $\log\cosh x = \lvert x\rvert + \log(1 + e^{-2\lvert x\rvert}) - \log 2$를 쓸 수 있습니다.)

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
# Then losses for probabilities. For the cross-entropies cut `p` off to lie between ε and 1 − ε first.
#
# | | loss of a row |
# | --- | --- |
# | binary cross-entropy | mean of $-y\log p - (1-y)\log(1-p)$ |
# | categorical cross-entropy | $-\sum y\log p$, where each row of `p` is divided by its sum before it is cut off |
# | sparse categorical cross-entropy | the same, but `y` holds the number of the right class, shape (N,) |
# | Kullback–Leibler divergence | $\sum y\log(y/p)$, both cut off to lie between ε and 1 |
# | Poisson | mean of $p - y\log(p + \varepsilon)$ |

# %% [markdown] lang="ko"
# 다음은 확률에 쓰는 손실입니다. 교차 엔트로피에서는 먼저 `p`를 ε과 1 − ε 사이로 자릅니다.
#
# | | 한 행의 손실 |
# | --- | --- |
# | 이진 교차 엔트로피 | $-y\log p - (1-y)\log(1-p)$의 평균 |
# | 범주형 교차 엔트로피 | $-\sum y\log p$. 자르기 전에 `p`의 각 행을 그 합으로 나눕니다 |
# | 희소 범주형 교차 엔트로피 | 위와 같지만 `y`에는 정답 클래스의 번호가 (N,) 모양으로 들어 있습니다 |
# | 쿨백–라이블러 발산 | $\sum y\log(y/p)$. 둘 다 ε과 1 사이로 자릅니다 |
# | 푸아송 | $p - y\log(p + \varepsilon)$의 평균 |


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
# Last, losses that look at margins and angles. For the hinge losses `y` holds −1 and 1; for the categorical hinge it has a 1
# at the right class and 0 elsewhere.
#
# | | loss of a row |
# | --- | --- |
# | hinge | mean of $\max(0, 1 - yp)$ |
# | squared hinge | mean of $\max(0, 1 - yp)^2$ |
# | categorical hinge | $\max(0, 1 + n - s)$, where $s$ is the score of the right class and $n$ the highest of $(1-y)p$ |
# | cosine similarity | *minus* the cosine of the angle between the two rows |
#
# (For the last divide each row by its length. A row of zeros has none: divide it by something tiny, so that it gives 0.)

# %% [markdown] lang="ko"
# 마지막으로 여유(margin)와 각도를 보는 손실입니다. 힌지 손실에서 `y`의 값은 −1과 1이고, 범주형 힌지에서는 정답 클래스가 1,
# 나머지가 0입니다.
#
# | | 한 행의 손실 |
# | --- | --- |
# | 힌지 | $\max(0, 1 - yp)$의 평균 |
# | 제곱 힌지 | $\max(0, 1 - yp)^2$의 평균 |
# | 범주형 힌지 | $\max(0, 1 + n - s)$. $s$는 정답 클래스의 점수, $n$은 $(1-y)p$ 가운데 가장 큰 값 |
# | 코사인 유사도 | 두 행 사이 각도의 코사인에 *음의 부호*를 붙인 값 |
#
# (마지막 것은 각 행을 그 길이로 나눕니다. 0뿐인 행은 길이가 0이므로, 아주 작은 수로 나누어 결과가 0이 되게 합니다.)


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
# What a mistake costs, by its size. The squared error makes a single far outlier count as much as many small errors; Huber
# and log-cosh are squares near 0 and straight lines far away.

# %% [markdown] lang="ko"
# 틀린 정도에 따라 손실이 얼마나 되는지 봅시다. 제곱 오차에서는 멀리 벗어난 값 하나가 작은 오차 여럿만큼 큽니다. Huber와
# log-cosh는 0 근처에서는 제곱이고 멀리서는 직선입니다.

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
# - A model gives scores, softmax or a sigmoid makes probabilities of them, and the cross-entropy measures them. All that is
#   learnt is learnt by small steps against its gradient.
# - The learning rate decides whether that works: too small and nothing happens, too large and everything explodes.
# - One unit cuts along a straight line. Layers with something bent in between can do more; without it, they would only be
#   one line again.
# - Backpropagation is the chain rule, from the end to the beginning. Check gradients by nudging.
# - Every activation multiplies the gradient by its slope, and that of the sigmoid is small.
#
# To read on: Minsky & Papert, *Perceptrons* (1969), on what one unit cannot do; Rumelhart, Hinton & Williams, *Learning
# representations by back-propagating errors* (1986); Glorot & Bengio, *Understanding the difficulty of training deep
# feedforward neural networks* (2010).

# %% [markdown] lang="ko"
# ## 정리
#
# - 모델은 점수를 내고, 소프트맥스나 시그모이드가 그것을 확률로 바꾸고, 교차 엔트로피가 그것을 잽니다. 배우는 것은 모두
#   기울기 반대 방향의 작은 걸음으로 배웁니다.
# - 그것이 잘 되는지는 학습률에 달려 있습니다. 너무 작으면 아무 일도 없고, 너무 크면 모든 것이 폭발합니다.
# - 유닛 하나는 직선으로 가릅니다. 층 사이에 굽은 함수를 끼우면 더 많은 것을 할 수 있습니다. 그것이 없으면 층을 쌓아도 다시
#   직선 하나입니다.
# - 역전파는 끝에서 앞으로 적용하는 연쇄 법칙입니다. 기울기는 조금씩 움직여 보는 방법으로 확인하세요.
# - 활성화 함수는 저마다 기울기에 자기 기울기를 곱하는데, 시그모이드의 기울기는 작습니다.
#
# 더 읽을거리: 유닛 하나가 할 수 없는 것에 관해서는 Minsky & Papert, *Perceptrons* (1969); Rumelhart, Hinton & Williams,
# *Learning representations by back-propagating errors* (1986); Glorot & Bengio, *Understanding the difficulty of training
# deep feedforward neural networks* (2010).
