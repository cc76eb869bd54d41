"""Names, comments, prints and the names at the axes in Korean."""


# %% after imports
# 한글로 작성한 도우미 함수
def 알림(*내용):
    print("▶", *내용)


알림("시작합니다")


# %% momentum
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        """속도만큼 `params`의 배열을 제자리에서 옮깁니다."""
        if self.v is None:
            self.v = {이름: np.zeros_like(가중치) for 이름, 가중치 in params.items()}
        for 이름, 기울기 in grads.items():
            속도 = self.momentum * self.v[이름] - self.lr * 기울기
            self.v[이름] = 속도
            params[이름] += 속도


# %% adam
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
            self.m = {이름: np.zeros_like(배열) for 이름, 배열 in params.items()}
            self.v = {이름: np.zeros_like(배열) for 이름, 배열 in params.items()}
        self.t += 1
        for 이름 in params:
            기울기 = grads[이름]
            self.m[이름] = self.beta1 * self.m[이름] + (1 - self.beta1) * 기울기
            self.v[이름] = self.beta2 * self.v[이름] + (1 - self.beta2) * 기울기**2
            보정된_평균 = self.m[이름] / (1 - self.beta1**self.t)
            보정된_크기 = np.sqrt(self.v[이름] / (1 - self.beta2**self.t))
            params[이름] -= self.lr * 보정된_평균 / (보정된_크기 + 1e-7)


# %% walk
def walk(optimizer, start=(-7.0, 2.0), steps=30):
    """지나간 곳을 (steps + 1, 2) 모양의 배열로 돌려줍니다."""
    위치 = {"x": np.array([start[0]]), "y": np.array([start[1]])}
    지나간_곳 = [start]
    for 걸음 in range(steps):
        기울기 = dict(zip("xy", gradient(위치["x"], 위치["y"])))
        optimizer.update(위치, 기울기)
        지나간_곳.append((위치["x"].item(), 위치["y"].item()))
    return np.array(지나간_곳)


# %% train_cnn
def train_cnn(optimizer, train, validation, epochs):
    """새 신경망을 학습하고, 신경망과 학습 기록을 돌려줍니다."""
    신경망 = build_cnn()
    신경망.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    이미지, 레이블 = train
    기록 = 신경망.fit(이미지, 레이블, batch_size=100, epochs=epochs, validation_data=validation, verbose=0)
    return 신경망, 기록.history


# %% loss_plot
def loss_plot(histories):
    """옵티마이저마다 곡선을 하나씩 그립니다."""
    그림, 축 = plt.subplots(figsize=(7, 3.5))
    for 이름, 기록 in histories.items():
        에폭 = np.arange(len(기록["loss"])) + 1
        축.plot(에폭, 기록["loss"], marker="o", label=이름)
    축.set_xlabel("에폭")
    축.set_ylabel("훈련 손실")
    축.legend()
    return 그림
