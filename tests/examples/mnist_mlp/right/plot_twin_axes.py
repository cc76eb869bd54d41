"""Two lines on twin axes that share the sizes."""


# %% plot
def comparison_plot(results):
    """Return a matplotlib Figure that shows train cost and test accuracy for each size."""
    names = [f"{r['h1']}, {r['h2']}" for r in results]
    fig, cost_axis = plt.subplots()
    accuracy_axis = cost_axis.twinx()
    (line1,) = cost_axis.plot(names, [r["train_cost"] for r in results], "s--", color="tab:red", label="train cost")
    (line2,) = accuracy_axis.plot(names, [r["test_accuracy"] for r in results], "o-", label="test accuracy")
    cost_axis.set_xlabel("hidden units (h1, h2)")
    cost_axis.set_ylabel("train cost")
    accuracy_axis.set_ylabel("test accuracy")
    cost_axis.legend(handles=[line1, line2], loc="center right")
    return fig
