"""Names, comments and prints in Korean, in several cells, and helper cells between them."""


# %% after imports
# 한글로 작성한 도우미
def 표준편차(분산):
    return 분산**0.5


print("▶ 시작합니다")


# %% initialisers
def zeros(fan_in, fan_out, rng):
    가중치 = np.zeros((fan_in, fan_out))
    return 가중치


def normal(fan_in, fan_out, rng, sigma=1.0):
    가중치 = rng.normal(loc=0.0, scale=sigma, size=(fan_in, fan_out))
    return 가중치


def lecun_normal(fan_in, fan_out, rng):
    return normal(fan_in, fan_out, rng, 표준편차(1 / fan_in))


def glorot_normal(fan_in, fan_out, rng):
    return normal(fan_in, fan_out, rng, 표준편차(2 / (fan_in + fan_out)))


def glorot_uniform(fan_in, fan_out, rng):
    한계 = 표준편차(6 / (fan_in + fan_out))
    return rng.uniform(low=-한계, high=한계, size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, rng):
    return normal(fan_in, fan_out, rng, 표준편차(2 / fan_in))


def he_uniform(fan_in, fan_out, rng):
    한계 = 표준편차(6 / fan_in)
    return rng.uniform(low=-한계, high=한계, size=(fan_in, fan_out))


# %% after initialisers
# 확인: 분산이 맞는지 눈으로 보기
for 함수 in (normal, lecun_normal, glorot_normal, glorot_uniform, he_normal, he_uniform):
    print(f"{함수.__name__:15} {함수(300, 100, np.random.default_rng(1)).var():.5f}")


# %% experiment
def experiment(activation, rng, inputs=1000):
    """Return the layer outputs for each way to draw the weights, by its name; `activation` is a key of ACTIVATIONS."""
    입력 = rng.normal(0, 1, (inputs, 100))
    방법들 = {
        "σ = 1": lambda: normal(100, 100, rng),
        "σ = 0.01": lambda: normal(100, 100, rng, 0.01),
        "Xavier": lambda: glorot_normal(100, 100, rng),
        "He": lambda: he_normal(100, 100, rng),
    }
    결과 = {}
    for 이름, 뽑기 in 방법들.items():
        결과[이름] = layer_outputs(입력, ACTIVATIONS[activation], 뽑기)
    return 결과


# %% arriving
def arriving(depth, activation, x, y):
    """Return the gradient norm of the first layer of a new network, divided by that of its last hidden layer."""
    기울기_크기 = gradient_norms(deep_network(depth, activation), x, y)
    은닉층 = 기울기_크기[:-1]  # 출력층은 뺀다
    return 은닉층[0] / 은닉층[-1]


# %% train_rbm
def reconstruction_error(v, p):
    """Return the mean squared difference between v (N, visible) and what its hidden probabilities give back, a number."""
    숨은_확률 = hidden_probabilities(v, p)
    되돌아온_것 = visible_probabilities(숨은_확률, p)
    return np.mean(np.square(v - 되돌아온_것))


def train_rbm(data, hidden, epochs, rng, learning_rate=0.1, batch_size=20):
    """Train a new RBM with `hidden` hidden units on data (N, visible); return its parameters."""
    visible = data.shape[1]
    p = {"W": rng.normal(0, 0.1, (visible, hidden)), "b": np.zeros(visible), "c": np.zeros(hidden)}
    for 에폭 in range(epochs):
        for rows in np.array_split(rng.permutation(len(data)), len(data) // batch_size):
            변화 = contrastive_divergence(data[rows], p, rng)
            p["W"] += learning_rate * 변화["W"]
            p["b"] += learning_rate * 변화["b"]
            p["c"] += learning_rate * 변화["c"]
    return p
