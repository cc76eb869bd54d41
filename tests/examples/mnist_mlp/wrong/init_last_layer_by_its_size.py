"""Layers with h1 = 100 inputs only are initialized besides the first.

misconception: Hidden layers have 100 units.
loses: q3
"""

# %% initialize
def initialize(model):
    for layer in model.modules():
        if isinstance(layer, nn.Linear) and layer.in_features in (784, 100):
            nn.init.xavier_uniform_(layer.weight)
    return model
