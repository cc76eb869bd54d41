"""pyplot's functions on the current figure; epochs from 0."""


# %% validation_plot
def validation_plot(histories):
    """Return a Figure with one curve for each of `histories` (name → history): its "val_crossentropy" after each epoch."""
    figure, ax = plt.subplots(figsize=(8, 4))
    for name in histories:
        plt.plot(histories[name]["val_crossentropy"], "o-", markersize=2, label=f"{name}")
    plt.xlabel("Epoch")
    plt.ylabel("Cross-entropy (validation)")
    plt.title("Regularization")
    plt.grid(True)
    plt.legend(loc="upper right", fontsize=8)
    return figure
