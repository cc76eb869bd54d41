"""A second figure is drawn, and the empty one is returned.

misconception: plt.plot draws into the figure that is there.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    plt.figure()
    for name, history in histories.items():
        plt.plot(range(1, len(history["loss"]) + 1), history["loss"], marker="o", label=name)
    plt.xlabel("epoch")
    plt.ylabel("training loss")
    plt.legend()
    return figure
