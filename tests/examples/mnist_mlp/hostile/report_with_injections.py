"""Puts into cell errors what could come alive in a report: HTML, spreadsheet formulas, terminal escapes, rich markup, lone surrogates, template code.

family: bombs
start: solved
stopped: autograder-attack
"""

# %% first
raise ValueError("<script>document.title='autograder-attack'</script><img src=x onerror=alert(1)>")

# %% after imports
raise ValueError("=HYPERLINK(\"http://example.com\",\"autograder-attack\")")

# %% after data
raise ValueError("\x1b]0;autograder-attack\x07\x1b[2J\x1b[31m[bold red]markup[/] [link=http://example.com]x[/link] [/]")

# %% after model
raise ValueError("\ud800\udfff \ufffe \x00 \u202e {{ 7 * 7 }} {% for x in y %} `code` autograder-attack")

# %% evaluate
def evaluate(model, dataset):
    model.eval()
    with torch.no_grad():
        images = dataset.data.view(-1, 784).float() / 255
        return (model(images).argmax(dim=1) == dataset.targets).float().mean().item()

# %% after plot
raise type("[/bold]<b>", (Exception,), {})("autograder-attack" + "\ud800" * 100)
