"""A logarithmic axis for the loss."""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        ax.semilogy(range(1, len(history["loss"]) + 1), history["loss"], "o-", label=name)
    ax.set(xlabel="epoch", ylabel="training loss (logarithmic)")
    ax.legend()
    return figure
