"""A panel for each curve, with its title, its label and its axes; one legend for the figure."""


# %% loss_plot
def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, panels = plt.subplots(1, len(histories), figsize=(12, 3), sharey=True, squeeze=False)
    for i, (name, history) in enumerate(histories.items()):
        panel = panels[0, i]
        panel.plot(range(1, len(history["loss"]) + 1), history["loss"], color=f"C{i}", label=name)
        panel.set(title=name, xlabel="epoch", ylabel="training loss")
    figure.legend()
    return figure
