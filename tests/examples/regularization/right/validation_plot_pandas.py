"""Drawn by pandas, with a legend of the figure."""

# %% validation_plot
import pandas as pd


def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    curves = pd.DataFrame({name: pd.Series(history["val_crossentropy"]) for name, history in histories.items()})
    curves.index += 1
    curves.plot(ax=ax, xlabel="epoch", ylabel="val_crossentropy")
    return figure
