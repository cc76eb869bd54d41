"""pandas draws the curves."""


# %% loss_plot
import pandas as pd


def loss_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "loss" after each epoch."""
    figure, ax = plt.subplots(figsize=(7, 3.5))
    table = pd.DataFrame({name: pd.Series(history["loss"]) for name, history in histories.items()})
    table.index += 1
    table.plot(ax=ax, style="o-", xlabel="epoch", ylabel="training loss")
    return figure
