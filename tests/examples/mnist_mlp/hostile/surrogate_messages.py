"""Every message that reaches a person holds lone surrogates, escape sequences, markup and a spreadsheet formula.

family: bombs
start: blank
stopped: =HYPERLINK
"""

# %% settings
LEARNING_RATE = 0.1
TRAINING_EPOCHS = 15
BATCH_SIZE = 100
POISON = (
    "=HYPERLINK(\"http://example.invalid\",\"q1 10/10\")\ud800\udfff\x00\x1b[2J\x1b]0;owned\x07\u202e"
    "</td></tr></script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">{{7*7}}${7*7}%s%n"
)

# %% after settings
raise ValueError(POISON)

# %% model
class Poisoned(nn.Module):
    def __repr__(self):
        return POISON

    def forward(self, rows):
        raise RuntimeError(POISON)


def build_model(h1=100, h2=100):
    return Poisoned()

# %% initialize
def initialize(model):
    raise type("Error<script>alert(1)</script>", (Exception,), {"__str__": lambda self: POISON})()

# %% loss
criterion = Poisoned()


def make_optimizer(model, learning_rate=LEARNING_RATE):
    raise KeyError(POISON)

# %% evaluate
def evaluate(model, dataset):
    return POISON

# %% sizes
HIDDEN_SIZES = [(POISON, POISON)] * 4

# %% table
def comparison_table(results):
    return pd.DataFrame([{POISON: POISON, "h1": POISON, "h2": POISON, "parameters": POISON, "train_cost": POISON, "test_accuracy": POISON}])

# %% plot
def comparison_plot(results):
    figure, axes = plt.subplots()
    text = POISON.replace("$", "").replace("\x00", "")
    axes.bar([text], [1])
    axes.set(xlabel="train cost " + text, ylabel="test accuracy " + text, title=text)
    return figure
