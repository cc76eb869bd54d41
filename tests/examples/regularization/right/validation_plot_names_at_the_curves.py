"""The names stand at the ends of the curves; logarithmic y axis."""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for name, history in histories.items():
        values = history["val_crossentropy"]
        (line,) = ax.plot(range(1, len(values) + 1), values, label=name)
        ax.annotate(name, (len(values), values[-1]), color=line.get_color())
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    ax.set_yscale("log")
    return figure
