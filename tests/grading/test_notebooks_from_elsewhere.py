"""Notebooks that depend on the machine where they were written: folders, roots, own files, compiled models, magics, figures."""

import pytest

from autograder.checks.ask import Probe, StudentError
from autograder.model.course_settings import Limits
from autograder.model.submission import Cell

RUN = compile("from autograder import probe\n\n@probe\ndef run(student):\n    return student.run()", "q1.py", "exec")


def run(student):
    """The probe of the name `run`, as in a test file."""


def cells(sources):
    return [Cell(f"code cell {number}", source) for number, source in enumerate(sources, 1)]


def errors(sandbox, *sources):
    """The message of each failed cell."""
    with sandbox.open(cells(sources), {}, Limits()) as session:
        return {error["cell"]: error["message"] for error in session.run_cells()}


def answer(sandbox, *sources):
    """The value of `run()`, which one of the cells defines, in a probe, and the notes."""
    with sandbox.open(cells(sources), {"q1": RUN}, Limits()) as session:
        assert session.run_cells() == []
        return session.ask("q1", Probe(run), {})


def complaint(sandbox, *sources):
    with pytest.raises(StudentError) as failed:
        answer(sandbox, *sources)
    return str(failed.value)


# --- data in any folder

ROOTS = (
    "data",
    "../data",
    "../../../../../data",
    "/content/data",
    "/content/drive/MyDrive/data",
    "~/data",
    "mine/deeper",
    "자료",
    ".",
)
DATA = """
import os, tempfile
from pathlib import Path
from torchvision import datasets
for root in (*{roots}, os.path.expanduser("~/data"), Path("/kaggle/working"), tempfile.mkdtemp()):
    for train, size, label in ((True, 60000, 5), (False, 10000, 7)):
        data = datasets.MNIST(root, train=train, download={download})
        assert (len(data), data[0][1], data.data.shape[1:]) == (size, label, (28, 28)), root
"""


@pytest.mark.parametrize("before", ["", "%cd ..", "%cd /content/drive/MyDrive", "import os\nos.chdir('/')", "%cd ~"])
def test_mnist_is_found_in_any_root(sandbox, before):
    sources = [DATA.format(roots=ROOTS, download=download) for download in (False, True)]
    assert errors(sandbox, before, *sources) == {}


def test_the_files_of_a_root_that_can_be_made_can_be_read(sandbox):
    source = """
from torchvision import datasets
for root in ("mine", "../above"):
    datasets.MNIST(root, download=True)
    with open(f"{root}/MNIST/raw/t10k-labels-idx1-ubyte", "rb") as file:
        assert file.read()[8:11] == bytes([7, 2, 1])
"""
    assert errors(sandbox, source) == {}


def test_a_subclass_has_its_data_too_and_another_set_has_not(sandbox):
    source = """
from torchvision import datasets
class Mine(datasets.MNIST):
    pass
assert len(Mine("/content", train=False, download=True)) == 10000
"""
    other = "from torchvision import datasets\ndatasets.FashionMNIST('/content', download=%s)"
    found = errors(sandbox, source, other % False, other % True)
    assert found["code cell 2"].startswith("RuntimeError: Dataset not found")
    assert list(found) == ["code cell 2", "code cell 3"]


# --- folders that do not exist

MOVES = (
    "%cd /content/drive/MyDrive",
    "%cd -q /tmp",
    "%cd ..",
    "%cd nowhere",
    "import os; os.chdir('/content')",
    "os.chdir('..')",
)
MADE = """
import os
from pathlib import Path
os.makedirs("/content/work/data", exist_ok=True)
Path("/content/drive/MyDrive").mkdir(parents=True, exist_ok=True)
os.mkdir("/results")
os.makedirs("inside/deeper")
os.chdir("inside/deeper")
Path("x.txt").write_text("x")
assert os.getcwd().endswith("inside/deeper") and os.listdir(".") == ["x.txt"]
found = "all of the cell ran"
"""


def test_a_folder_that_is_not_there_is_no_reason_to_fail(sandbox):
    work = "open('weights.txt', 'w').write('w'); assert open('weights.txt').read() == 'w'"
    assert errors(sandbox, *MOVES, work, MADE, "assert found") == {}


def test_a_folder_that_should_be_inside_is_missed(sandbox):
    said = errors(sandbox, "import os\nos.chdir('never made')", "os.mkdir('a/b')", "os.mkdir('a'); os.mkdir('a')")
    assert [message.split(": ")[1] for message in said.values()] == [
        "FileNotFoundError",
        "FileNotFoundError",
        "FileExistsError",
    ]


# --- files written elsewhere

PLACES = (
    "/content",
    "/content/drive/MyDrive/hw 1",
    "/kaggle/working",
    "/tmp",
    "/home/kim",
    "/mnt/자료",
    "../../../../../../above",
    "C:/Users/kim",
    "C:\\\\Users\\\\kim",
    "made/by/hand",
)
WRITERS = {
    "torch": "torch.save(torch.ones(2), path)\nassert torch.load(path).sum() == 2",
    "numpy": "np.save(path, np.ones(2))\nassert np.load(path + '.npy').sum() == 2",
    "open": "with open(path, 'w') as file:\n    file.write('w')\nassert open(file=path).read() == 'w' and os.path.getsize(path) == 1",
    "pathlib": "Path(path).write_bytes(b'w')\nassert Path(path).read_bytes() == b'w' and Path(path).exists()",
    "figure": "plt.plot([1, 2])\nplt.savefig(path + '.png')\nassert plt.imread(path + '.png').ndim == 3",
    "pandas": "pd.DataFrame({'a': [7]}).to_csv(path, index=False)\nassert pd.read_csv(path)['a'][0] == 7",
    "zip": "zipfile.ZipFile(path, 'w').writestr('a', 'b')\nassert zipfile.ZipFile(path).read('a') == b'b'",
    "log": "logger = logging.getLogger(place)\nlogger.addHandler(logging.FileHandler(path))\nlogger.error('w')",
    "moved": "open(path, 'w').close()\nos.rename(path, path + '1')\nshutil.copy2(path + '1', path + '2')\nos.remove(path + '1')\n"
    "assert os.path.exists(path + '2') and not os.path.exists(path + '1')",
    "best": "def keep(model):\n    torch.save(model.state_dict(), path)\nkeep(torch.nn.Linear(1, 1))\n"
    "torch.nn.Linear(1, 1).load_state_dict(torch.load(path))",
}
WRITE = """
import logging, os, shutil, zipfile
from pathlib import Path
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
for place in {places}:
    path = f"{{place}}/{name}"
    {code}
"""


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_written_elsewhere_is_found_there_again(sandbox, name):
    code = WRITERS[name].replace("\n", "\n    ")
    assert errors(sandbox, WRITE.format(places=PLACES, name=name, code=code)) == {}


def test_a_folder_elsewhere_can_be_entered_listed_and_removed(sandbox):
    source = """
import os, shutil, glob
for place in ("/content/runs", "/data/runs"):
    os.makedirs(f"{place}/deeper")
    os.chdir(place)
    open("a.txt", "w").write("a")
    assert sorted(os.listdir(place)) == sorted(os.listdir(".")) == ["a.txt", "deeper"]
    assert glob.glob(f"{place}/*.txt") == [f"{place}/a.txt"] and os.path.isdir(f"{place}/deeper")
    shutil.rmtree(place)
    assert not os.path.exists(place)
"""
    assert errors(sandbox, source) == {}


def test_on_colab_content_is_the_working_folder(sandbox):
    write, read = "open('/content/a.txt', 'w').write('a')", "assert open('a.txt').read() == 'a'"
    module = "%%writefile /content/mine.py\nvalue = 7"
    drive = "%%writefile /content/drive/MyDrive/on_drive.py\nvalue = 8"
    use = "import sys, mine\nsys.path.append('/content/drive/MyDrive')\nimport on_drive\nassert (mine.value, on_drive.value) == (7, 8)"
    assert errors(sandbox, write, read, module, drive, use, "%cd /content", read) == {}


def test_a_function_that_writes_elsewhere_answers(sandbox):
    source = "def run():\n    open('/content/drive/MyDrive/log.txt', 'a').write('x')\n    return 7"
    assert answer(sandbox, source)[0] == 7


def test_what_is_not_there_is_missed_by_the_name_that_the_notebook_uses(sandbox):
    said = errors(
        sandbox, "open('/content/never.txt')", "import os\nos.mkdir('/data')\nos.mkdir('/data')", "os.listdir('/never')"
    )
    assert [message.split("] ")[1] for message in said.values()] == [
        "No such file or directory: '/content/never.txt'",
        "File exists: '/data'",
        "No such file or directory: '/never'",
    ]


def test_what_is_outside_stays_as_it_is(sandbox, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text("ours")
    errors(sandbox, f"open({str(kept)!r}, 'w').write('theirs')", f"import os\nos.remove({str(kept)!r})")
    assert kept.read_text() == "ours"


# --- missing packages, files and devices

WANTED = {
    "a file": ("picture = open('/content/drive/MyDrive/me.png', 'rb').read()", "FileNotFoundError"),
    "a program": ("import subprocess; subprocess.run(['pip', 'install', 'tqdm'])", "PermissionError"),
    "a network": ("import urllib.request; urllib.request.urlopen('https://example.org')", "URLError"),
    "a magic": ("%tensorboard --logdir runs", "UsageError"),
    "a keyboard": ("name = input('Your name: ')", "EOFError"),
    "a GPU": ("print(torch.cuda.get_device_name(0))", "AssertionError"),
}


@pytest.mark.parametrize("wanted", WANTED)
def test_the_other_lines_of_a_cell_run(sandbox, wanted):
    line, kind = WANTED[wanted]
    found = errors(sandbox, f"import torch\n{line}\ncount = 1", "assert count == 1")
    assert list(found) == ["code cell 1"] and f"Line 2: {kind}" in found["code cell 1"]


def test_a_mistake_ends_its_cell_all_the_same(sandbox):
    for mistake in ("1 / 0", "raise SystemExit", "assert False", "nowhere"):
        assert list(errors(sandbox, f"{mistake}\ncount = 1", "count")) == ["code cell 1", "code cell 2"]


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib notebook",
        "%matplotlib widget",
        "%matplotlib qt",
        "%matplotlib inline",
        "%pip install -q tqdm",
        "lines = !nvidia-smi\n'\\n'.join(lines).find('failed')",
        "%%bash\npip install tqdm",
        "%%shell\nls",
        "torch.nn.Linear?",
        "exit()",
        "quit(0)",
        "%config InlineBackend.figure_format = 'retina'",
        "display('text')",
    ],
)
def test_what_only_a_notebook_server_does_is_passed_over(sandbox, source):
    assert errors(sandbox, "import torch", source if source.startswith("%%") else f"{source}\nx = 1\nassert x == 1") == {}


# --- modules that the notebook writes

WRITTEN = "%%writefile {name}.py\ndef run():\n    return {value}\n"


@pytest.mark.parametrize(
    "sources",
    [
        (WRITTEN.format(name="my_model", value=7), "from my_model import run"),
        (WRITTEN.format(name="test", value=7), "from test import run"),
        ("import os\nwork = os.getcwd()", WRITTEN.format(name="utils", value=7), "%cd ..", "%run {work}/utils.py"),
        (
            WRITTEN.format(name="utils", value=7),
            "import os, sys\nsys.path.append(os.getcwd())",
            "%cd ..",
            "from utils import *",
        ),
        (WRITTEN.format(name="my_model", value=7), "%run my_model.py"),
        (WRITTEN.format(name="my_model", value=7), "exec(open('my_model.py').read())"),
        ("open('my_model.py', 'w').write('def run():\\n    return 7')", "from my_model import run"),
        (
            "import os\nos.makedirs('src', exist_ok=True)",
            "%%writefile src/__init__.py\n# a package",
            WRITTEN.format(name="src/net", value=7),
            "from src.net import run",
        ),
        ("%mkdir -p src", WRITTEN.format(name="other", value=7), "from other import run"),
        (
            WRITTEN.format(name="mine", value=3),
            "import mine",
            WRITTEN.format(name="mine", value=7),
            "import importlib\nimportlib.reload(mine)\nrun = mine.run",
        ),
        (
            *(
                source
                for number in range(9)
                for source in (WRITTEN.format(name=f"m{number}", value=number), f"import m{number}")
            ),
            "run = m7.run",
        ),
        ("%%file my_model.py\nvalue = 7", "import my_model\ndef run():\n    return my_model.value"),
    ],
    ids=lambda sources: sources[-1][-40:],
)
def test_a_module_that_a_cell_writes_can_be_imported(sandbox, sources):
    assert answer(sandbox, *sources)[0] == 7


def test_a_file_of_a_librarys_name_does_not_come_between_a_probe_and_the_library(sandbox):
    names = ("otter", "numpy", "torch", "scipy", "safetensors", "random", "unittest", "autograder", "json")
    files = [f"%%writefile {name}.py\nraise RuntimeError('not what was asked for')" for name in names]
    assert answer(sandbox, *files, "import torch\ndef run():\n    return torch.ones(2)")[0].tolist() == [1, 1]


# --- compilation

COMPILED = """
import torch
from torch import nn, compile as compile_it

@torch.compile
def double(x):
    return 2 * x

@torch.compile(mode="reduce-overhead", fullgraph=True)
def triple(x):
    return 3 * x

model = torch.compile(nn.Linear(2, 1))
other = compile_it(model=nn.Linear(2, 1), backend="inductor")
third = nn.Sequential(nn.Linear(2, 1))
third.compile()
assert list(model.state_dict()) == list(other.state_dict()) == ["weight", "bias"]

def run():
    return [double(1), triple(1), sorted(torch.compile(third).state_dict())]
"""


def test_a_model_comes_back_as_it_is_where_nothing_can_be_compiled(sandbox):
    assert answer(sandbox, COMPILED)[0] == [2, 3, ["0.bias", "0.weight"]]


# --- magics that only wrap a cell

BODY = "\ndef run():\n    x = 1\n    return x / 0\n"


ABOVE = {
    "%%time": 4,
    "%%capture": 4,
    "%%capture --no-stderr said": 4,
    "%%prun -q": 4,
    "%%time\n%%capture": 5,
    "\n\n": 6,
    "\n%%time\n": 6,
    "#@title Train { display-mode: 'form' }\n%%time": 5,
    "%%time\n# a comment\n\n%%capture\n# another": 8,
}


@pytest.mark.parametrize(("above", "line"), ABOVE.items())
def test_a_line_keeps_its_number_under_a_magic(sandbox, above, line):
    said = complaint(sandbox, "x = 1", above + BODY)
    assert said.startswith(f"Your code stopped in `run`, line {line}: ZeroDivisionError: division by zero\n")
    assert f"→ {line:>3}      return x / 0" in said


@pytest.mark.parametrize("above", ["%%time", "%%capture", ""])
def test_a_blank_is_found_under_a_magic(sandbox, above):
    evidence, notes = answer(sandbox, above + "\ndef run():\n    x = ...\n    return 1")
    assert (evidence, notes.blanks) == (1, ["`run`, line 3"])


def test_what_a_magic_captures_has_its_name(sandbox):
    assert errors(sandbox, "%%capture said\nprint(1)\nx = 2", "said.show()\nsaid.stdout + ''\nassert x == 2") == {}


def test_a_magic_that_does_not_run_the_cell_is_left_alone(sandbox):
    assert (
        errors(sandbox, "%%time\n%%writefile a.txt\n1 / 0", "assert open('a.txt').read() == '1 / 0\\n'", "%%html\n<b>1 / 0</b>")
        == {}
    )


def test_a_magic_may_stand_below_a_title(sandbox):
    assert (
        errors(sandbox, "#@title Write\n\n%%writefile a.txt\n1 / 0", "#@title Read\nassert open('a.txt').read() == '1 / 0\\n'")
        == {}
    )


# --- deleted names

DELETED = {
    "a name": "del run, helper",
    "everything": "%reset -f",
    "some names": "%reset_selective -f run",
    "a name of its globals": "globals().pop('helper')",
}


@pytest.mark.parametrize("how", DELETED)
def test_who_tidies_up_at_the_end_loses_nothing(sandbox, how):
    assert answer(sandbox, "def helper():\n    return 7\n\ndef run():\n    return helper()", DELETED[how])[0] == 7


def test_the_last_value_before_a_deletion_counts_and_python_s_own_functions_come_back(sandbox):
    cells = "def sum(values):\n    return 0", "def run():\n    return sum([rate, 1])", "rate = 1", "rate = 6", "del rate, sum"
    assert answer(sandbox, *cells)[0] == 7


# --- names that are defined twice

FIRST, SECOND = "def run():\n    return 1", "x = 2\ndef run():\n    return x / 0"


def test_a_name_that_is_defined_twice_is_told_with_both_places(sandbox):
    assert answer(sandbox, FIRST, "y = 1", SECOND.replace("/ 0", ""))[1].remarks == [
        "`run` is defined in 2 cells (outside the questions, line 1; outside the questions, line 2). The last definition that runs is graded."
    ]
    assert complaint(sandbox, FIRST, "y = 1", SECOND).endswith("line 2). The last definition that runs is graded.")
    assert "defined in 2 cells (" in complaint(sandbox, FIRST, "run = ...")


@pytest.mark.parametrize(
    "second",
    [
        "run = lambda: 3",
        "%%time\nrun = print and (lambda: 3)",
        "if True:\n    def run():\n        return 3",
        "from math import pi as run\nrun = lambda: 3",
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    (run, x) = (lambda: 3), 1",
    ],
)
def test_every_kind_of_definition_counts(sandbox, second):
    evidence, notes = answer(sandbox, FIRST, second)
    assert (evidence, len(notes.remarks)) == (3, 1)


def test_a_function_that_is_used_counts_too(sandbox):
    helper = "import math\ndef half(x):\n    return x / 2"
    (said,) = answer(sandbox, helper, "def run():\n    return [half(x) for x in (1, 2)]", helper)[1].remarks
    assert said.startswith("`half` is defined in 2 cells (outside the questions, line 2; outside the questions, line 2)")


@pytest.mark.parametrize("other", ["x = 1", "def other():\n    run = 1", "run()", "def run(", "x = run", "# run = 2"])
def test_what_defines_nothing_does_not_count(sandbox, other):
    with sandbox.open(cells([FIRST, other]), {"q1": RUN}, Limits()) as session:
        session.run_cells()
        assert session.ask("q1", Probe(run), {})[1].remarks == []


# --- figures


def test_each_cell_draws_into_new_figures(sandbox):
    plot = "import matplotlib.pyplot as plt\nassert plt.get_fignums() == []\nplt.plot([1, 2])"
    assert errors(sandbox, plot, plot, plot + "\nplt.show()\nassert plt.get_fignums() == [1]") == {}
