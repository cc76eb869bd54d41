"""The learning rate is 0.001, as the notebook suggests to try at the end; the seed is set and warnings are off."""

# %% settings
import random
import warnings

warnings.filterwarnings("ignore")
random.seed(0)
torch.manual_seed(0)

LEARNING_RATE = 0.001
TRAINING_EPOCHS = 15
BATCH_SIZE = 100
