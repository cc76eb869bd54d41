"""A line over h2 for each h1, as a legend says."""


# %% plot
def comparison_plot(results):
    """Return a Figure that shows train cost and test accuracy for each size."""
    figure, axes = plt.subplots(1, 2, figsize=(9, 3))
    for ax, key in zip(axes, ("train_cost", "test_accuracy")):
        for h1 in sorted({r["h1"] for r in results}):
            some = [r for r in results if r["h1"] == h1]
            ax.plot([r["h2"] for r in some], [r[key] for r in some], "o-", label=f"h1 = {h1}")
        ax.set(xlabel="h2", ylabel=key.replace("_", " "))
        ax.legend()
    return figure
