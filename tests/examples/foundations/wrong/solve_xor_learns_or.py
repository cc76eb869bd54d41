"""OR is learned and tested instead.

misconception: OR and XOR differ only in their names.
loses: q5
"""


# %% solve_xor
def solve_xor(sizes, seed, steps=2000):
    """Train networks until one gets all four corners of XOR right, the first from `seed`, the next from seed + 1, …

    Returns the network and its losses.
    """
    while True:
        torch.manual_seed(seed)
        # a new network, trained
        model = build_network(sizes)
        losses = train_gate(model, gates["OR"], steps)
        # are all four right, at a threshold of ½?
        solved = bool(((model(corners) > 0.5) == (gates["OR"] > 0.5)).all())
        if solved:
            return model, losses
        seed += 1
