"""Adam, SGD and RMSprop are drawn, the fourth is forgotten.

misconception: The three that were there are the ones to be compared.
loses: q7
"""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name in ["Adam", "SGD", "RMSprop"]:
        history = histories[name]
        ax.plot(range(1, len(history["loss"]) + 1), history["loss"], marker="o", label=name)
    ax.set(xlabel="epoch", ylabel="training loss")
    ax.legend()
    return figure
