"""Names, comments and prints in Korean, a helper function in a cell of its own."""


# %% after imports
# 한글로 작성한 도우미 함수
def 알림(*내용):
    print("▶", *내용)


알림("시작합니다")


# %% softmax_model
class SoftmaxClassifier(nn.Module):
    """측정값 (N, 3)을 점수 (N, 3)으로 바꿉니다."""

    def __init__(self):
        super().__init__()
        self.선형층 = nn.Linear(3, 3)  # 가중치와 상수

    def forward(self, 입력):
        점수 = self.선형층(입력)
        return 점수


# %% train_step
def train_step(model, x, labels, optimizer):
    """한 걸음을 내딛고, 걸음 이전의 손실을 돌려줍니다."""
    optimizer.zero_grad()  # 이전 기울기 지우기
    점수 = model(x)
    손실 = cross_entropy(점수, labels)
    손실.backward()
    optimizer.step()
    return 손실.item()


# %% loss_curve
def loss_curve(learning_rate, x, labels, steps):
    """새 분류기를 학습하고 걸음마다의 손실을 돌려줍니다."""
    분류기 = SoftmaxClassifier()
    최적화기 = torch.optim.SGD(분류기.parameters(), lr=learning_rate)
    손실들 = []
    for 걸음 in range(steps):
        손실 = train_step(분류기, x, labels, 최적화기)
        손실들.append(손실)
    return 손실들


# %% perceptron
class Perceptron(nn.Module):
    """Maps (N, 2) to the probability of "yes", (N, 1)."""

    def __init__(self):
        super().__init__()
        self.유닛 = nn.Linear(2, 1)
        self.활성화 = nn.Sigmoid()

    def forward(self, 입력):
        확률 = self.활성화(self.유닛(입력))
        return 확률


# %% backward
def backward(p, x, target):
    """Return the derivatives of E by each parameter: a dictionary with the keys and shapes of p."""
    은닉, 출력 = forward(p, x)
    오차 = 출력 - target
    델타2 = 오차 * 출력 * (1 - 출력)  # 출력 유닛의 점수에 대한 미분
    델타1 = (p["W2"].T @ 델타2) * 은닉 * (1 - 은닉)  # 은닉 유닛의 점수에 대한 미분
    기울기 = {}
    기울기["W2"] = np.outer(델타2, 은닉)
    기울기["b2"] = 델타2
    기울기["W1"] = np.outer(델타1, x)
    기울기["b1"] = 델타1
    return 기울기


# %% sigmoid
def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow."""
    작은값 = np.exp(-np.abs(z))  # 결코 커지지 않는다
    return np.where(z >= 0, 1, 작은값) / (1 + 작은값)


def sigmoid_slope(z):
    """The derivative of sigmoid at z."""
    값 = sigmoid(z)
    return 값 * (1 - 값)
