"""The curves are drawn in the order of their last values, the names are not.

misconception: Names and curves are sorted alike.
loses: q6
"""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories`."""
    figure, ax = plt.subplots()
    curves = sorted((h["val_crossentropy"] for h in histories.values()), key=lambda values: values[-1])
    for name, values in zip(histories, curves):
        ax.plot(values, label=name)
    ax.legend()
    ax.set(xlabel="epoch", ylabel="validation cross-entropy")
    return figure
