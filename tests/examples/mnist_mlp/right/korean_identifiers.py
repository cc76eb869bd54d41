"""Names, comments and prints in Korean, in several cells."""


# %% after imports
# 한글로 작성한 도우미 함수
def 알림(*내용):
    print("▶", *내용)


알림("시작합니다")


# %% model
class 신경망(nn.Module):
    """은닉층이 두 개인 신경망"""

    def __init__(self, 첫째, 둘째, 끄는_확률=0.3):
        super().__init__()
        self.층1 = nn.Linear(784, 첫째)
        self.정규화1 = nn.BatchNorm1d(첫째)
        self.층2 = nn.Linear(첫째, 둘째)
        self.정규화2 = nn.BatchNorm1d(둘째)
        self.출력층 = nn.Linear(둘째, 10)
        self.활성화 = nn.ReLU()
        self.드롭아웃 = nn.Dropout(p=끄는_확률)

    def forward(self, 입력):
        은닉1 = self.드롭아웃(self.활성화(self.정규화1(self.층1(입력))))
        은닉2 = self.드롭아웃(self.활성화(self.정규화2(self.층2(은닉1))))
        return self.출력층(은닉2)


def build_model(h1=100, h2=100):
    """Return the network as an nn.Module that maps (N, 784) to (N, 10)."""
    모델 = 신경망(h1, h2)
    return 모델


# %% initialize
def initialize(model):
    """Draw the weight matrices of every nn.Linear in `model` from the Xavier (Glorot) uniform distribution."""
    for 층 in model.modules():
        if isinstance(층, nn.Linear):
            한계 = (6 / (층.in_features + 층.out_features)) ** 0.5
            nn.init.uniform_(층.weight, a=-한계, b=한계)  # 균등 분포
            nn.init.zeros_(층.bias)  # 편향은 0
    return model


# %% train
def train_one_epoch(model, train_loader, criterion, optimizer):
    """Train `model` on every batch of `train_loader` once; return the average cost as a number."""
    # 훈련 모드
    model.train()
    비용들 = []
    for 이미지, 레이블 in train_loader:
        이미지 = 이미지.view(-1, 784)
        optimizer.zero_grad()  # 이전 기울기 지우기
        점수 = model(이미지)
        비용 = criterion(점수, 레이블)
        비용.backward()
        optimizer.step()
        비용들.append(비용.item())
    평균_비용 = sum(비용들) / len(비용들)
    return 평균_비용


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    크기 = [f"({결과['h1']}, {결과['h2']})" for 결과 in results]
    그림, 축 = plt.subplots(nrows=2, figsize=(6, 6))
    축[0].plot(크기, [결과["train_cost"] for 결과 in results], "o-")
    축[0].set_xlabel("은닉 유닛 수")
    축[0].set_ylabel("훈련 비용")
    축[1].bar(크기, [결과["test_accuracy"] for 결과 in results])
    축[1].set_xlabel("은닉 유닛 수")
    축[1].set_ylabel("시험 정확도")
    return 그림
