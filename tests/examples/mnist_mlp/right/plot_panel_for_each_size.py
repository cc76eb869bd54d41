"""A panel for each size, called by it, with a bar for the cost and one for the accuracy."""

# %% plot
def comparison_plot(results):
    fig, axes = plt.subplots(1, len(results), figsize=(12, 3), sharey=True)
    for ax, r in zip(axes, results):
        ax.bar(["train cost", "test accuracy"], [r["train_cost"], r["test_accuracy"]])
        ax.set_title(f"({r['h1']}, {r['h2']})")
        ax.set_xlabel("measure"); ax.set_ylabel("value")
    return fig
