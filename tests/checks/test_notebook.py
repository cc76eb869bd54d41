"""The first cell, and `grader.check`, in real kernels: as handed out, renamed, beside a folder of tests, where it is not a file."""

import re

import nbformat
import pytest
from helpers.words import english_words
from jupyter_client.manager import start_new_kernel

from autograder.authoring.handout import stub as handout_stub

FAKE_COLAB = """
import sys, types
google, colab = types.ModuleType("google"), types.ModuleType("google.colab")
google.colab = colab
sys.modules.update({"google": google, "google.colab": colab})
"""
DATA = re.compile(r', tests="[^"]*"')


@pytest.fixture
def kernel(tmp_path):
    """Run cells in a new kernel in tmp_path/work; return their output, or the error's last line."""
    folder = tmp_path / "work"
    folder.mkdir()
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder))

    def run(source):
        said = []

        def note(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                said.append(content["text"])
            elif message["msg_type"] == "error":
                said.append(f"{content['ename']}: {content['evalue']}")
            elif message["msg_type"] == "execute_result":
                said.append(content["data"]["text/plain"])

        client.execute_interactive(source, output_hook=note, timeout=120)
        return "".join(said)

    run.folder = folder
    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def cell(notebook, name):
    return next(c.source for c in notebook.cells if c.metadata.get("name") == name)


def first_cell(notebook):
    return notebook.cells[0].source


def test_as_handed_out(kernel, stub, reference):
    nbformat.write(stub, kernel.folder / "mnist_mlp.ipynb")
    assert kernel(first_cell(stub)) == ""
    for name in ("imports", "settings", "model", "initialize"):
        kernel(cell(stub, name))
    assert "still a blank to fill in: `build_model`, Question 2, line 3." in kernel('grader.check("q3")')
    kernel(cell(reference, "model"))
    assert "still a blank to fill in: `initialize`, Question 3, line 5." in kernel('grader.check("q3")')
    kernel(cell(reference, "initialize"))
    assert "Question 3. Xavier initialization: 4 of 4 points" in kernel('grader.check("q3")')


def test_a_failed_check_teaches(kernel, reference):
    nbformat.write(reference, kernel.folder / "mnist_mlp.ipynb")
    kernel(first_cell(reference))
    for name in ("imports", "settings"):
        kernel(cell(reference, name))
    kernel(cell(reference, "model").replace("p=0.3", "p=0.7"))
    said = kernel('grader.check("q2")')
    assert "30 % of the active units should be dropped, but" in said
    assert "the argument of dropout is the fraction that is dropped, not kept" in said
    assert not any(ours in said for ours in ("Traceback", "Error at line", "@check", "expect.", "❌"))


def test_data_of_any_root_without_network(kernel, reference):
    nbformat.write(reference, kernel.folder / "mnist_mlp.ipynb")
    kernel("import socket\nsocket.socket.connect = None")
    kernel(first_cell(reference))
    kernel("from torchvision import datasets")
    assert kernel("print(len(datasets.MNIST('some/where', download=True)))").strip() == "60000"


def test_a_renamed_notebook(kernel, reference):
    nbformat.write(reference, kernel.folder / "제 답안 (1).ipynb")
    (kernel.folder / "other.ipynb").write_text("{}")
    assert kernel(first_cell(reference)) == ""
    assert (
        "`criterion` is not defined. Run the cell with `criterion` and `make_optimizer`, Question 4, which defines it, first."
        in kernel('grader.check("q4")')
    )


def test_a_lost_notebook_is_said(kernel, reference):
    assert "no notebook of this assignment is there" in kernel(DATA.sub("", first_cell(reference)))


@pytest.mark.parametrize("before", ["", FAKE_COLAB], ids=["kaggle", "colab"])
def test_where_the_notebook_is_not_a_file(kernel, reference, before):
    """The tests are those of the first cell itself."""
    kernel(before)
    assert kernel(first_cell(reference)) == ""
    kernel("%cd /")
    assert "`criterion` is not defined. Run the cell that defines it first." in kernel('grader.check("q4")')
    for name in ("imports", "settings", "model", "initialize"):
        kernel(cell(reference, name))
    assert "Question 3. Xavier initialization: 4 of 4 points" in kernel('grader.check("q3")')


def test_of_two_notebooks_of_the_assignment_neither_is_needed(kernel, reference):
    for name in ("a copy.ipynb", "another copy.ipynb"):
        nbformat.write(reference, kernel.folder / name)
    assert kernel(first_cell(reference)) == ""
    assert "`criterion` is not defined" in kernel('grader.check("q4")')


def test_damaged_tests_in_the_first_cell_are_said(kernel, reference):
    said = kernel(DATA.sub(lambda found: found[0][:-9] + '"', first_cell(reference)))
    assert "DamagedTests: The tests in this cell are damaged. Copy the cell from the notebook" in said


@pytest.mark.parametrize("move", ["%cd ..", "import os\nos.chdir('..')"])
def test_after_the_working_folder_has_changed(kernel, reference, move):
    nbformat.write(reference, kernel.folder / "mnist_mlp.ipynb")
    kernel(first_cell(reference))
    kernel(move)
    for _ in range(2):
        assert (
            "`criterion` is not defined. Run the cell with `criterion` and `make_optimizer`, Question 4, which defines it, first."
            in kernel('grader.check("q4")')
        )
        assert kernel(first_cell(reference)) == "", "it may be run once more"
    assert (kernel.folder / ".OTTER_LOG").exists() and not (kernel.folder.parent / ".OTTER_LOG").exists()


def test_lines_and_blanks_under_magics_that_only_wrap_a_cell(kernel, stub, reference):
    nbformat.write(stub, kernel.folder / "mnist_mlp.ipynb")
    for name in ("imports", "settings"):
        kernel(cell(reference, name))
    kernel(first_cell(stub))
    for magic in ("%%time", "%%capture"):
        model = f"{magic}\n{cell(reference, 'model')}"
        kernel(model.replace("nn.Linear(784, h1)", "nn.Linear(784, h1, h9)"))
        said = kernel('grader.check("q2")')
        assert "Your code stopped in `build_model`, Question 2, line " in said
        line = int(said.partition("Question 2, line ")[2].partition(":")[0])
        assert "h9" in model.replace("nn.Linear(784, h1)", "nn.Linear(784, h1, h9)").splitlines()[line - 1]
    kernel(f"%%time\n{cell(stub, 'model')}")
    assert "There is still a blank to fill in: `build_model`, Question 2, line 4." in kernel('grader.check("q2")')


def test_beside_a_folder_of_other_tests(kernel, reference):
    nbformat.write(reference, kernel.folder / "mnist_mlp.ipynb")
    (kernel.folder / "tests").mkdir()
    kernel(first_cell(reference))
    assert "is not defined" in kernel('grader.check("q4")')


def test_what_is_handed_in_what_is_left_and_what_is_read(kernel, stub, reference):
    notebook = nbformat.from_dict(reference)
    nbformat.write(notebook, kernel.folder / "mnist_mlp.ipynb")
    kernel(first_cell(notebook))
    assert kernel('grader.check("q8_written")').startswith(
        "Question 8 (written). The comparison in words\n- A person reads this"
    )
    assert 'This notebook has no question "q77". Its checks are "q1", ' in kernel('grader.check("q77")')
    for name in ("imports", "settings", "model", "loss", "train", "evaluate"):
        kernel(cell(notebook, name))
    kernel(cell(stub, "initialize"))
    said = kernel("grader.check_all()")
    assert said.startswith(
        "Points so far: 25 / 38\n- Still to fill in: Question 3.\n- Not all points yet: Question 1 (0 / 3), "
    )
    assert (
        "Question 8 (written) (2 points). A person reads this answer; there is nothing to check. The saved notebook has" in said
    )
    assert kernel("results = grader.check_all(); sum(one.score for one in results.results.values())") == "25"
    files = sorted(kernel.folder.iterdir())
    assert "The notebook file is all that you hand in: `mnist_mlp.ipynb`." in kernel("grader.export()")
    assert sorted(kernel.folder.iterdir()) == files


def test_a_korean_notebook_speaks_korean(kernel, course, assignment, reference):
    notebook = handout_stub(course, assignment, "ko")
    nbformat.write(notebook, kernel.folder / "mnist_mlp.ko.ipynb")
    assert kernel(first_cell(notebook)) == ""
    for name in ("imports", "settings", "initialize"):
        kernel(cell(notebook, name))
    said = [kernel(f'grader.check("{name}")') for name in ("q2", "q4", "q8_written", "q77")]
    kernel(cell(reference, "model").replace("nn.ReLU(),", "", 1))
    said.append(kernel('grader.check("q2")'))
    said.append(kernel('from IPython.display import HTML\nprint(grader.check("q2")._repr_html_())'))
    said += [kernel("grader.check_all()"), kernel("grader.export()")]
    for text in said:
        assert re.search("[가-힣]", text) and not english_words(text), text
    assert '<div class="autograder result" lang="ko">' in said[5]
    assert said[0].startswith("문제 2. 신경망: ")


def test_code_that_is_not_in_the_notebook_any_more_is_told(kernel, reference):
    path = kernel.folder / "mnist_mlp.ipynb"
    notebook = nbformat.from_dict(reference)
    nbformat.write(notebook, path)
    for source in (first_cell(notebook), *(cell(notebook, name) for name in ("imports", "settings", "model"))):
        kernel(source)
    assert kernel('grader.check("q2")').count("\n") == 1, "it is as it was saved"
    model = next(one for one in notebook.cells if one.metadata.get("name") == "model")
    kept = model.source
    model.source = kept.replace("p=0.3", "p=0.4")
    nbformat.write(notebook, path)
    assert "`build_model` was changed since its cell ran. Run the cell again" in kernel('grader.check("q2")')
    kernel(model.source.replace("p=0.4", "p=0.5"))
    assert "was changed" not in kernel('grader.check("q2")'), "the notebook has not been saved since"
    model.source = kept.replace("build_model", "make_model")
    nbformat.write(notebook, path)
    assert "`build_model` is in no cell of the saved notebook any more." in kernel('grader.check("q2")')
    kernel("del build_model")
    said = kernel('grader.check("q2")')
    assert "No cell of the saved notebook defines it: `make_model` stands where it should be." in said
    assert said.count("is not defined") == 1, "a cause is told once"


def test_the_first_cell_may_run_again(kernel, reference):
    nbformat.write(reference, kernel.folder / "mnist_mlp.ipynb")
    for _ in range(3):
        kernel(first_cell(reference))
    count = "sum('NotebookCells' in repr(one) for one in get_ipython().events.callbacks['pre_run_cell'])"
    assert kernel(count) == "1"


def test_where_otters_log_cannot_be_written(kernel, reference):
    nbformat.write(reference, kernel.folder / "mnist_mlp.ipynb")
    (kernel.folder / ".OTTER_LOG").mkdir()
    assert kernel(first_cell(reference)) == ""
    for name in ("imports", "settings", "model"):
        kernel(cell(reference, name))
    assert kernel('grader.check("q2")').startswith("Question 2. The network: 6 of 6 points")


def test_a_check_leaves_the_students_threads_alone(kernel, reference):
    nbformat.write(reference, kernel.folder / "mnist_mlp.ipynb")
    kernel("import os; os.environ['OMP_NUM_THREADS'] = '2'")
    kernel(first_cell(reference))
    for name in ("imports", "settings", "model"):
        kernel(cell(reference, name))
    kernel("torch.set_num_threads(3)\n_build = build_model\nseen = set()")
    kernel("def build_model(*sizes):\n    seen.add(torch.get_num_threads())\n    return _build(*sizes)")
    kernel('grader.check("q2")')
    assert kernel("print(seen, torch.get_num_threads())").strip() == "{1} 3"
