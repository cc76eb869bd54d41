"""The name stands at the end of each curve, which has it as its label too; a legend is not needed."""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    for name, history in histories.items():
        (curve,) = ax.plot(range(1, len(history["loss"]) + 1), history["loss"], marker="o", label=name)
        ax.annotate(name, (len(history["loss"]), history["loss"][-1]), xytext=(5, 0), textcoords="offset points", color=curve.get_color())
    ax.set(xlabel="epoch", ylabel="training loss")
    return figure
