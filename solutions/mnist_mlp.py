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
# # An MLP that trains well
#
# You will build a network with two hidden layers that reads handwritten digits, and give it the three things that
# made such networks easy to train: **Xavier initialisation**, **batch normalisation** and **dropout**.
#
# Each question asks for a few lines, at the places marked `Fill this blank!`. Below each question a cell
# `grader.check("q…")` tells you within two seconds what is right and what is not. The tests are the ones you will be
# graded with; only the images and the random seeds differ. What a function is called, what it takes and what it returns
# is fixed by its first lines; how you write the inside is up to you.

# %% [markdown] lang="ko"
# # 잘 학습되는 MLP 만들기
#
# 은닉층이 두 개인 신경망으로 손글씨 숫자를 읽어 봅니다. 이런 신경망의 학습을 쉽게 만들어 준 세 가지 기법,
# **Xavier 초기화**, **배치 정규화(batch normalization)**, **드롭아웃(dropout)** 을 직접 넣어 볼 것입니다.
#
# 문제마다 `Fill this blank!` 라고 표시된 곳에 몇 줄만 채우면 됩니다. 문제 아래의 `grader.check("q…")` 셀을 실행하면
# 무엇이 맞고 무엇이 틀렸는지 2초 안에 알려 줍니다. 채점에도 같은 테스트를 쓰며, 이미지와 난수 시드만 다릅니다.
# 함수의 이름과 인자, 반환값은 함수의 첫 줄에 정해져 있고, 안을 어떻게 작성할지는 자유입니다.

# %% name="imports"
import matplotlib.pyplot as plt
import pandas as pd
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

# %% [markdown] lang="en"
# Three numbers hold for the whole notebook. A learning rate of 0.1 is large for Adam; with batch normalisation the
# network bears it. Come back at the end and try 0.001.

# %% [markdown] lang="ko"
# 노트북 전체에서 쓰는 값이 세 개 있습니다. 학습률 0.1은 Adam에게는 큰 값이지만, 배치 정규화가 있으면 견딜 수
# 있습니다. 다 끝낸 뒤에 0.001로 바꾸어 다시 실행해 보세요.

# %% name="settings"
LEARNING_RATE = 0.1
TRAINING_EPOCHS = 15
BATCH_SIZE = 100

# %% [markdown] lang="en"
# ## Question 1. The data
#
# MNIST has 60,000 training and 10,000 test images of 28 × 28 grey pixels. `torchvision.datasets.MNIST` downloads them
# into a folder and hands them out one at a time as `(image, label)`. Stored pixels are whole numbers from 0 to 255; the
# transform `ToTensor` turns each image into floats between 0 and 1 with the shape (1, 28, 28).
#
# Load both sets into the folder `data`.

# %% [markdown] lang="ko"
# ## 문제 1. 데이터
#
# MNIST는 28 × 28 흑백 이미지로, 훈련용 60,000장과 시험용 10,000장이 있습니다. `torchvision.datasets.MNIST`는 데이터를
# 폴더에 내려받고 `(이미지, 레이블)`을 하나씩 건네줍니다. 저장된 픽셀은 0부터 255까지의 정수입니다. `ToTensor` 변환을
# 쓰면 각 이미지가 (1, 28, 28) 모양의 0과 1 사이 실수로 바뀝니다.
#
# 두 데이터를 `data` 폴더에 불러오세요.

# %% name="data"
train_set = datasets.MNIST("data", train=True, transform=transforms.ToTensor(), download=True)  # SOLUTION
test_set = datasets.MNIST("data", train=False, transform=transforms.ToTensor(), download=True)  # SOLUTION

# %% [markdown] lang="en"
# A `DataLoader` cuts a set into batches.
#
# - The **training loader** shuffles, so that every epoch meets other batches, and drops a last batch that is not full:
#   batch statistics from three images would be poor ones.
# - The **test loader** must visit every image exactly once.

# %% [markdown] lang="ko"
# `DataLoader`는 데이터를 배치로 나눕니다.
#
# - **훈련 로더**는 에폭마다 다른 배치를 만나도록 데이터를 섞고, 다 차지 않은 마지막 배치는 버립니다. 이미지 세 장으로
#   구한 배치 통계량은 믿을 만하지 않기 때문입니다.
# - **시험 로더**는 모든 이미지를 정확히 한 번씩 거쳐야 합니다.


# %% name="loaders"
def make_loaders(train_set, test_set, batch_size):
    """Return (train_loader, test_loader), both with batches of `batch_size`."""
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, drop_last=True)  # SOLUTION
    test_loader = DataLoader(test_set, batch_size=batch_size, shuffle=False)  # SOLUTION
    return train_loader, test_loader


train_loader, test_loader = make_loaders(train_set, test_set, BATCH_SIZE)

# %%
grader.check("q1")

# %% [markdown] lang="en"
# What does it look like?

# %% [markdown] lang="ko"
# 데이터가 어떻게 생겼는지 봅시다.

# %% tags=["otter_ignore"]
figure, axes = plt.subplots(1, 8, figsize=(10, 1.6))
for ax, (image, label) in zip(axes, train_set):
    ax.imshow(image[0], cmap="gray")
    ax.set_title(label)
    ax.axis("off")

# %% [markdown] lang="en"
# ## Question 2. The network
#
# An image becomes a row of 784 numbers. The network takes a batch of such rows, shape (N, 784), and returns ten scores
# for each, shape (N, 10). Its layers, in order:
#
# | | layer | why |
# | --- | --- | --- |
# | 1 | `nn.Linear(784, h1)` | |
# | 2 | `nn.BatchNorm1d(h1)` | gives each unit mean 0 and variance 1 over the batch, then a scale and a shift that are learnt |
# | 3 | `nn.ReLU()` | |
# | 4 | `nn.Dropout(p=0.3)` | in training, drops each unit with probability 0.3, so that no unit can rely on another |
# | 5–8 | `nn.Linear(h1, h2)` and the same three again | with a batch normalisation **of its own** |
# | 9 | `nn.Linear(h2, 10)` | the scores; nothing comes after it |
#
# Take `nn.Linear` and `nn.BatchNorm1d` for the layers that learn; ReLU and dropout may be modules or functions. The
# scores (*logits*) need no softmax, because the loss of Question 4 contains it.
#
# The two sizes `h1` and `h2` are 100 here. Question 8 tries others, so use the names rather than the number.

# %% [markdown] lang="ko"
# ## 문제 2. 신경망
#
# 이미지 한 장을 784개의 수로 된 한 행으로 펼칩니다. 신경망은 이런 행의 배치, 즉 (N, 784) 모양을 받아 장마다 점수 열 개,
# 즉 (N, 10) 모양을 돌려줍니다. 층의 순서는 다음과 같습니다.
#
# | | 층 | 이유 |
# | --- | --- | --- |
# | 1 | `nn.Linear(784, h1)` | |
# | 2 | `nn.BatchNorm1d(h1)` | 유닛마다 배치에서 평균 0, 분산 1이 되게 한 뒤, 학습되는 크기와 이동을 적용합니다 |
# | 3 | `nn.ReLU()` | |
# | 4 | `nn.Dropout(p=0.3)` | 훈련할 때 유닛을 0.3의 확률로 꺼서 어느 유닛도 다른 유닛에 기대지 못하게 합니다 |
# | 5–8 | `nn.Linear(h1, h2)`와 같은 세 층 | 배치 정규화는 **따로 하나 더** 만듭니다 |
# | 9 | `nn.Linear(h2, 10)` | 점수. 이 뒤에는 아무것도 없습니다 |
#
# 학습되는 층에는 `nn.Linear`와 `nn.BatchNorm1d`를 쓰고, ReLU와 드롭아웃은 모듈이든 함수든 괜찮습니다. 점수(*로짓*)에는
# 소프트맥스를 씌우지 않습니다. 문제 4의 손실 함수 안에 이미 들어 있기 때문입니다.
#
# 여기서는 `h1`과 `h2`가 모두 100입니다. 문제 8에서 다른 크기를 시험하므로 숫자 대신 이름을 쓰세요.


# %% name="model"
def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    # BEGIN SOLUTION
    model = nn.Sequential(
        nn.Linear(784, h1),
        nn.BatchNorm1d(h1),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h1, h2),
        nn.BatchNorm1d(h2),
        nn.ReLU(),
        nn.Dropout(p=0.3),
        nn.Linear(h2, 10),
    )
    # END SOLUTION
    return model


# %%
grader.check("q2")

# %% [markdown] lang="en"
# ## Question 3. Xavier initialisation
#
# If the first weights are too small, the signal fades from layer to layer; if they are too large, it blows up. Glorot and
# Bengio (2010) choose the variance in between, from the number of units that a layer takes in and gives out:
#
# $$W \sim U\left(-a, a\right),\qquad a = \sqrt{\frac{6}{\text{fan\_in} + \text{fan\_out}}}$$
#
# Draw the **three weight matrices** of the model like this. Leave the biases as they are, or set them to zero.

# %% [markdown] lang="ko"
# ## 문제 3. Xavier 초기화
#
# 처음 가중치가 너무 작으면 층을 지날수록 신호가 사라지고, 너무 크면 폭발합니다. Glorot과 Bengio(2010)는 층에 들어오는
# 유닛 수와 나가는 유닛 수로부터 그 사이의 분산을 정했습니다.
#
# $$W \sim U\left(-a, a\right),\qquad a = \sqrt{\frac{6}{\text{fan\_in} + \text{fan\_out}}}$$
#
# 모델의 **가중치 행렬 세 개**를 이렇게 뽑으세요. 편향(bias)은 그대로 두거나 0으로 둡니다.


# %% name="initialize"
def initialize(model):
    """Draw every weight matrix of `model` from the Xavier uniform distribution."""
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)  # SOLUTION
    return model


# %%
grader.check("q3")

# %% [markdown] lang="en"
# The first layer's weights, before and after. The dashed lines are ±a.

# %% [markdown] lang="ko"
# 첫 번째 층의 가중치를 초기화 전과 후로 비교해 봅니다. 점선은 ±a입니다.

# %% tags=["otter_ignore"]
model = build_model()
before = next(model.parameters()).detach().flatten().clone()
after = next(initialize(model).parameters()).detach().flatten()
bound = (6 / (784 + 100)) ** 0.5
plt.figure(figsize=(6, 2.6))
style = {"bins": 60, "density": True, "alpha": 0.5}
plt.hist(before.numpy(), **style, label="PyTorch's default")
plt.hist(after.numpy(), **style, label="Xavier uniform")
plt.axvline(-bound, color="k", ls="--")
plt.axvline(bound, color="k", ls="--")
plt.xlabel("weight")
plt.ylabel("density")
plt.legend()

# %% [markdown] lang="en"
# ## Question 4. The loss and the optimiser
#
# The loss is the **cross-entropy** of the scores and the labels, averaged over the batch. It takes the scores as they
# are. The optimiser is **Adam**, on all parameters of the model, with the learning rate it is given.

# %% [markdown] lang="ko"
# ## 문제 4. 손실 함수와 옵티마이저
#
# 손실은 점수와 레이블의 **교차 엔트로피**를 배치에서 평균한 것으로, 점수를 그대로 받습니다. 옵티마이저는 모델의 모든
# 파라미터에 대한 **Adam**이며, 학습률은 인자로 받은 값을 씁니다.

# %% name="loss"
criterion = nn.CrossEntropyLoss()  # SOLUTION


def make_optimizer(model, learning_rate=LEARNING_RATE):
    """Return an Adam optimiser for all parameters of `model`."""
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)  # SOLUTION
    return optimizer


# %%
grader.check("q4")

# %% [markdown] lang="en"
# ## Question 5. One epoch of training
#
# For each batch: forget the old gradients, compute the scores and the cost, compute the new gradients, take a step.
# Dropout and batch normalisation behave differently in training and in use, so the model must be told that it is being
# trained, whatever was done with it before.
#
# Return the average cost: the mean of the batches' costs.

# %% [markdown] lang="ko"
# ## 문제 5. 한 에폭 학습하기
#
# 배치마다 이전 기울기를 지우고, 점수와 비용을 계산하고, 새 기울기를 구하고, 한 걸음 갱신합니다. 드롭아웃과 배치 정규화는
# 훈련할 때와 사용할 때 다르게 동작하므로, 앞서 모델을 어떻게 썼든 지금은 훈련 중이라고 알려 주어야 합니다.
#
# 배치별 비용의 평균을 반환하세요.


# %% name="train"
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch once; return the average cost, a number."""
    # training mode
    model.train()  # SOLUTION
    total_cost = 0.0
    for images, labels in train_loader:
        images = images.view(-1, 784)
        # forget the gradients of the batch before
        optimizer.zero_grad()  # SOLUTION
        # the scores, then the cost
        scores = model(images)  # SOLUTION
        cost = criterion(scores, labels)  # SOLUTION
        # the new gradients, then a step
        # BEGIN SOLUTION
        cost.backward()
        optimizer.step()
        # END SOLUTION
        total_cost += cost.item()
    average_cost = total_cost / len(train_loader)  # SOLUTION
    return average_cost


# %%
grader.check("q5")

# %% [markdown] lang="en"
# ## Question 6. Accuracy
#
# Which fraction of a set does the model get right? Switch it to evaluation mode: no units are dropped, and batch
# normalisation uses the running averages instead of the batch. Compute no gradients.
#
# `dataset` is a set like `test_set`, of any size. You may go through it with a `DataLoader`, or take all images at once
# from `dataset.data`; but mind that `.data` holds the stored pixels, from 0 to 255, while the model has been trained on
# numbers from 0 to 1. A wrong scale raises no error. It only costs accuracy.

# %% [markdown] lang="ko"
# ## 문제 6. 정확도
#
# 모델은 데이터의 몇 퍼센트를 맞힐까요? 먼저 모델을 평가 모드로 바꿉니다. 그러면 꺼지는 유닛이 없고, 배치 정규화는 배치
# 대신 이동 평균을 씁니다. 기울기는 계산하지 않습니다.
#
# `dataset`은 `test_set`과 같은 종류의 데이터이며 크기는 정해져 있지 않습니다. `DataLoader`로 훑어도 되고
# `dataset.data`에서 모든 이미지를 한 번에 가져와도 됩니다. 다만 `.data`에는 0부터 255까지의 원래 픽셀이 들어 있고,
# 모델은 0과 1 사이의 값으로 학습했다는 점에 주의하세요. 크기가 달라도 오류는 나지 않고, 정확도만 떨어집니다.


# %% name="evaluate"
def evaluate(model, dataset):
    """Return the fraction of `dataset` that `model` gets right, from 0 to 1."""
    # BEGIN SOLUTION
    model.eval()
    with torch.no_grad():
        images = dataset.data.view(-1, 784).float() / 255
        predictions = model(images).argmax(dim=1)
        accuracy = (predictions == dataset.targets).float().mean().item()
    # END SOLUTION
    return accuracy


# %%
grader.check("q6")

# %% [markdown] lang="en"
# ## Question 7. All together
#
# Nothing to fill in here: your pieces train a network for 15 epochs. It takes a minute or two.

# %% [markdown] lang="ko"
# ## 문제 7. 합쳐서 학습하기
#
# 여기서는 채울 것이 없습니다. 지금까지 만든 조각으로 15에폭을 학습합니다. 1–2분쯤 걸립니다.

# %% tags=["otter_ignore"]
torch.manual_seed(0)
model = initialize(build_model())
optimizer = make_optimizer(model, LEARNING_RATE)
costs, accuracies = [], []
for epoch in range(TRAINING_EPOCHS):
    costs.append(train_one_epoch(model, train_loader, criterion, optimizer))
    accuracies.append(evaluate(model, test_set))
    print(f"epoch {epoch + 1:2d}   cost {costs[-1]:.4f}   test accuracy {accuracies[-1]:.4f}")

# %% tags=["otter_ignore"]
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
left.plot(range(1, len(costs) + 1), costs, marker="o")
left.set(xlabel="epoch", ylabel="average training cost")
right.plot(range(1, len(accuracies) + 1), accuracies, marker="o", color="tab:orange")
right.set(xlabel="epoch", ylabel="test accuracy")
figure.tight_layout()

# %% [markdown] lang="en"
# The check trains a fresh network with your pieces on 6,000 images only, and tries it on images that it has not seen.

# %% [markdown] lang="ko"
# 아래 테스트는 여러분이 만든 조각으로 새 신경망을 이미지 6,000장만으로 학습시킨 뒤, 처음 보는 이미지로 시험합니다.

# %%
grader.check("q7")

# %% [markdown] lang="en"
# Run the next cell a few times: a random test image, its label and what the network thinks it is.

# %% [markdown] lang="ko"
# 다음 셀을 여러 번 실행해 보세요. 무작위로 고른 시험 이미지와 레이블, 그리고 신경망의 예측을 보여 줍니다.

# %% tags=["otter_ignore"]
index = torch.randint(len(test_set), ()).item()
image, label = test_set[index]
model.eval()
with torch.no_grad():
    prediction = model(image.view(1, 784)).argmax().item()
plt.figure(figsize=(2.2, 2.2))
plt.imshow(image[0], cmap="gray")
plt.title(f"label {label}, prediction {prediction}")
plt.axis("off")

# %% [markdown] lang="en"
# ## Question 8. How many hidden units?
#
# More units can fit more, cost more time, and may learn the training images by heart. Let us measure.
#
# Choose the sizes `(h1, h2)`: at least `(100, 100)`, `(200, 150)`, one with both numbers below 100, and one with `h1`
# above 200 and `h2` above 150.

# %% [markdown] lang="ko"
# ## 문제 8. 은닉 유닛은 몇 개가 좋을까?
#
# 유닛이 많으면 더 복잡한 것을 맞출 수 있지만 시간이 더 들고, 훈련 이미지를 외워 버릴 수도 있습니다. 직접 재어 봅시다.
#
# 크기 `(h1, h2)`를 고르세요. `(100, 100)`, `(200, 150)`, 두 수가 모두 100보다 작은 것 하나, `h1`은 200보다 크고 `h2`는
# 150보다 큰 것 하나가 들어 있어야 합니다.

# %% name="sizes"
HIDDEN_SIZES = [(100, 100), (200, 150), (40, 30), (300, 200)]  # SOLUTION

# %% [markdown] lang="en"
# The costs that training reports are not good for a comparison: they come from a network that changes while it is measured,
# with units dropped. The next function, which is finished, measures the trained network in evaluation mode.

# %% [markdown] lang="ko"
# 학습 중에 출력되는 비용으로 모델을 비교하는 것은 적당하지 않습니다. 재는 동안에도 신경망이 계속 바뀌고, 유닛이 꺼져 있기
# 때문입니다. 이미 완성된 아래 함수는 학습이 끝난 신경망을 평가 모드에서 잽니다.


# %% name="average_cost"
def average_cost(model, loader):
    """Return the cost of `model`, as it is now, averaged over the batches."""
    model.eval()
    costs = []
    with torch.no_grad():
        for images, labels in loader:
            scores = model(images.view(-1, 784))
            costs.append(criterion(scores, labels).item())
    return sum(costs) / len(costs)


# %% [markdown] lang="en"
# One experiment: build a network of the given size, initialise it, train it for some epochs, and measure it.

# %% [markdown] lang="ko"
# 실험 하나는 주어진 크기의 신경망을 만들고, 초기화하고, 몇 에폭 학습한 다음 재는 것입니다.


# %% name="experiment"
def run_experiment(h1, h2, train_loader, test_set, epochs):
    """Train a new network with hidden sizes h1 and h2 and measure it.

    Returns a dictionary:
      h1, h2         the sizes
      model          the trained network
      parameters     how many numbers it learns: weights, biases, scales, shifts
      train_cost     its cost on train_loader after the training, by average_cost
      test_accuracy  the fraction of test_set it gets right
    """
    # a fresh, initialised network and its optimiser
    model = initialize(build_model(h1, h2))  # SOLUTION
    optimizer = make_optimizer(model, LEARNING_RATE)  # SOLUTION
    # the training
    # BEGIN SOLUTION
    for epoch in range(epochs):
        train_one_epoch(model, train_loader, criterion, optimizer)
    # END SOLUTION
    # the measurements
    parameters = sum(p.numel() for p in model.parameters())  # SOLUTION
    train_cost = average_cost(model, train_loader)  # SOLUTION
    test_accuracy = evaluate(model, test_set)  # SOLUTION
    return {
        "h1": h1,
        "h2": h2,
        "model": model,
        "parameters": parameters,
        "train_cost": train_cost,
        "test_accuracy": test_accuracy,
    }


# %% [markdown] lang="en"
# Two ways to look at a list of such results: a table with one row for each, and a figure. The figure shows, for each
# size, its **train cost** and its **test accuracy**, as points, lines or bars as you like, on labelled axes.

# %% [markdown] lang="ko"
# 이런 결과의 목록을 두 가지 방법으로 살펴봅니다. 하나는 결과마다 한 행이 있는 표이고, 다른 하나는 그림입니다. 그림에는
# 크기마다 **훈련 비용(train cost)** 과 **시험 정확도(test accuracy)** 를 점이나 선, 막대 등 원하는 모양으로 그리고, 축에
# 이름을 붙입니다.


# %% name="table"
def comparison_table(results):
    """Return a DataFrame with a row for each result and these columns:

    h1, h2, parameters, train_cost, test_accuracy
    """
    table = pd.DataFrame(results).drop(columns="model")  # SOLUTION
    return table


# %% name="plot"
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    # BEGIN SOLUTION
    sizes = [f"{r['h1']}–{r['h2']}" for r in results]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
    left.bar(sizes, [r["train_cost"] for r in results])
    left.set(xlabel="hidden sizes", ylabel="train cost")
    right.plot(sizes, [r["test_accuracy"] for r in results], marker="o")
    right.set(xlabel="hidden sizes", ylabel="test accuracy")
    # END SOLUTION
    return figure


# %%
grader.check("q8")

# %% [markdown] lang="en"
# Now the comparison itself: three epochs for each size. It takes a minute or two.

# %% [markdown] lang="ko"
# 이제 실제로 비교해 봅시다. 크기마다 3에폭씩 학습하며, 1–2분쯤 걸립니다.

# %% tags=["otter_ignore"]
torch.manual_seed(0)
results = [run_experiment(h1, h2, train_loader, test_set, epochs=3) for h1, h2 in HIDDEN_SIZES]
comparison_table(results)

# %% tags=["otter_ignore"]
figure = comparison_plot(results)

# %% [markdown] lang="en"
# **In your own words** (three or four sentences; a person reads and grades them): how do train cost and test accuracy
# change with the size? What would you choose, and why?

# %% [markdown] lang="ko"
# **자신의 말로 써 보세요** (서너 문장. 사람이 읽고 채점합니다). 크기에 따라 훈련 비용과 시험 정확도는 어떻게 달라지나요?
# 여러분이라면 어떤 크기를 고르겠으며, 그 이유는 무엇인가요?

# %% [markdown] lang="en" name="q8_written" prompt="_Write your answer here._"
# With more units the train cost falls, because a wider network can fit more. The test accuracy rises with it at first and
# then hardly changes: what the widest network gains on the training images no longer carries over, while its parameters
# and its time grow. I would choose (200, 150), or (100, 100) where time counts.

# %% [markdown] lang="ko" name="q8_written" prompt="_여기에 답을 쓰세요._"
# 유닛이 많아지면 더 복잡한 함수를 맞출 수 있으므로 훈련 비용이 줄어듭니다. 시험 정확도도 처음에는 함께 오르지만 곧 거의
# 변하지 않습니다. 가장 넓은 신경망이 훈련 이미지에서 얻은 이득은 시험 이미지까지 이어지지 않고, 파라미터 수와 시간만
# 늘어납니다. 저라면 (200, 150)을 고르고, 시간이 중요하면 (100, 100)을 고르겠습니다.

# %% [markdown] lang="en"
# ## What to take away
#
# - Initialisation sets the scale of the signal before the first step; Xavier's rule keeps it about equal across layers.
# - Batch normalisation keeps that scale during training, and lets you use a large learning rate.
# - Dropout and batch normalisation have two modes. Forgetting `train()` or `eval()` raises no error and costs accuracy.
#
# To read on: Glorot & Bengio, *Understanding the difficulty of training deep feedforward neural networks* (2010);
# Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting* (2014); Ioffe & Szegedy, *Batch
# normalization: accelerating deep network training by reducing internal covariate shift* (2015); Kingma & Ba, *Adam: a
# method for stochastic optimization* (2015).

# %% [markdown] lang="ko"
# ## 정리
#
# - 초기화는 첫걸음을 떼기 전 신호의 크기를 정합니다. Xavier 방법은 층이 바뀌어도 그 크기를 비슷하게 유지합니다.
# - 배치 정규화는 학습하는 동안에도 그 크기를 유지해 주어 큰 학습률을 쓸 수 있게 합니다.
# - 드롭아웃과 배치 정규화에는 두 가지 모드가 있습니다. `train()`이나 `eval()`을 빠뜨려도 오류는 나지 않고 정확도만
#   떨어집니다.
#
# 더 읽을거리: Glorot & Bengio, *Understanding the difficulty of training deep feedforward neural networks* (2010);
# Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting* (2014); Ioffe & Szegedy, *Batch
# normalization: accelerating deep network training by reducing internal covariate shift* (2015); Kingma & Ba, *Adam: a
# method for stochastic optimization* (2015).
