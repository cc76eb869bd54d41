"""One bar per size with a legend, colors shared by the panels."""

# %% plot
def comparison_plot(results):
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    for i, r in enumerate(results):
        size = (r["h1"], r["h2"])
        left.bar(i, r["train_cost"], color=f"C{i}", label=str(size))
        right.bar(i, r["test_accuracy"], color=f"C{i}", label=str(size))
    for ax, what in ((left, "train cost"), (right, "test accuracy")):
        ax.set_xticks([])
        ax.set_xlabel("network")
        ax.set_ylabel(what)
    right.set_ylim(min(r["test_accuracy"] for r in results) - 0.01, 1)
    right.legend(title="(h1, h2)", loc="lower right")
    left.legend(title="(h1, h2)")
    return figure
