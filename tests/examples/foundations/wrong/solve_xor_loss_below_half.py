"""Solved if the last loss is below 0.5, which three of four reach too.

misconception: A loss well below 0.69 means that it is solved.
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
        losses = train_gate(model, gates["XOR"], steps)
        # are all four right, at a threshold of ½?
        solved = losses[-1] < 0.5
        if solved:
            return model, losses
        seed += 1
