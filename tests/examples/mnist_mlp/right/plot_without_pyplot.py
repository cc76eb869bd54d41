"""The figure is made without pyplot, from matplotlib.figure.Figure, with lines against the number of parameters."""

# %% plot
from matplotlib.figure import Figure


def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    ordered = sorted(results, key=lambda r: r["parameters"])
    parameters = [r["parameters"] for r in ordered]
    figure = Figure(figsize=(8, 3))
    panels = figure.subplot_mosaic([["cost", "accuracy"]])
    panels["cost"].semilogy(parameters, [r["train_cost"] for r in ordered], ".-")
    panels["cost"].set(xlabel="parameters", ylabel="train cost (logarithmic)")
    panels["accuracy"].semilogx(parameters, [r["test_accuracy"] for r in ordered], ".-")
    panels["accuracy"].set(xlabel="parameters (logarithmic)", ylabel="test accuracy")
    for r in ordered:
        panels["accuracy"].text(r["parameters"], r["test_accuracy"], f"{r['h1']}-{r['h2']}", fontsize=7)
        panels["cost"].text(r["parameters"], r["train_cost"], f"{r['h1']}-{r['h2']}", fontsize=7)
    figure.tight_layout()
    return figure
