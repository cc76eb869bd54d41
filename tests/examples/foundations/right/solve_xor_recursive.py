"""Calls itself with the next seed if the network is wrong."""


# %% solve_xor
def solve_xor(sizes, seed, steps=2000):
    """Train networks until one gets all four corners of XOR right, the first from `seed`, the next from seed + 1, …

    Returns the network and its losses.
    """
    torch.manual_seed(seed)
    model = build_network(sizes)
    losses = train_gate(model, gates["XOR"], steps)
    yes = model(corners).detach().numpy().ravel() >= 0.5
    if (yes == np.array([False, True, True, False])).all():
        return model, losses
    return solve_xor(sizes, seed + 1, steps)
