"""A probe is a guest among the student's variables: it leaves everything as it was, and says what went wrong in the student's terms."""

import contextlib
import random
import sys
import time
import warnings

import matplotlib
import numpy as np
import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

matplotlib.use("Agg")
from matplotlib import pyplot as plt

from autograder import fixtures
from autograder.checks import InProcessAsk, probe
from autograder.student import StudentError, answer, cell_label, with_blanks


def ask(function, variables=None, /, **arguments):
    """The evidence and the blanks that a probe made of `function` comes back with."""
    return answer(probe(function), {} if variables is None else variables, arguments, lambda name: f"Where is {name}?")


def complaint(function, variables=None, /, **arguments):
    with pytest.raises(StudentError) as failed:
        ask(function, variables, **arguments)
    return str(failed.value)


# --- answers


def test_a_probe_gets_the_students_variables_and_its_arguments():
    evidence, blanks = ask(lambda student, factor: student.rate * factor, {"rate": 0.5}, factor=3)
    assert (evidence, blanks) == (1.5, [])


def test_evidence_arrives_as_it_would_over_the_wire():
    class Number(float):
        pass

    (number, pair), _ = ask(lambda student: (Number(0.5), (1, torch.ones(2))))
    assert type(number) is float
    assert type(pair) is list
    assert type(pair[1]) is np.ndarray


def test_arguments_are_the_probes_own():
    images = np.zeros(3)

    def spoil(student, images):
        images += 1
        return images

    evidence = InProcessAsk("q1", {})(probe(spoil), images=images)
    assert evidence.tolist() == [1, 1, 1]
    assert images.tolist() == [0, 0, 0]


def test_methods_classes_and_modules_of_the_student_can_be_used():
    assert ask(lambda student: student.np.zeros(2), {"np": np})[0].tolist() == [0, 0]
    assert ask(lambda student: student.Net(2, 3).weight.shape, {"Net": torch.nn.Linear})[0] == [3, 2]


# --- a guest's manners


def draws():
    return random.random(), np.random.rand(), torch.rand(()).item()


def test_random_states_are_as_before():
    def seed_and_draw(student):
        fixtures.seed(1)
        return list(draws())

    fixtures.seed(7)
    expected = draws()
    fixtures.seed(7)
    ask(seed_and_draw)
    assert draws() == expected


def test_keras_random_state_is_as_before():
    keras = pytest.importorskip("keras")
    tensorflow = pytest.importorskip("tensorflow")

    def drawn():
        return [
            float(keras.random.normal(())),
            float(tensorflow.random.normal(())),
            float(keras.initializers.RandomNormal()(())),
        ]

    def interfere(student):
        drawn()
        fixtures.seed(5)
        return drawn()

    keras.utils.set_random_seed(3)
    drawn()
    wanted = drawn()
    keras.utils.set_random_seed(3)
    drawn()
    first, again = ask(interfere)[0], ask(interfere)[0]
    assert first == again, "seeded"
    assert drawn() == wanted


def test_what_keras_warns_of_in_a_probe_is_not_seen(capfd):
    keras = pytest.importorskip("keras")

    def retrace(student):
        for _ in range(8):
            model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
            model.predict(np.ones((2, 1)), verbose=0)

    ask(retrace)
    assert "retracing" not in "".join(capfd.readouterr())


def fail():
    raise ValueError("as a student's code may")


@pytest.mark.parametrize("end", [bool, fail], ids=["answers", "fails"])
@pytest.mark.parametrize("gradients", [True, False])
def test_torchs_modes_are_as_before(end, gradients):
    def set_modes(student):
        torch.set_default_dtype(torch.float64)
        torch.set_grad_enabled(not gradients)
        torch.set_num_threads(3)
        end()

    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    with torch.set_grad_enabled(gradients):
        with contextlib.suppress(StudentError):
            ask(set_modes)
        after = torch.is_grad_enabled(), torch.get_default_dtype(), torch.get_num_threads()
    torch.set_num_threads(threads)
    assert after == (gradients, torch.float32, 2)


def test_a_probe_runs_with_one_thread():
    assert ask(lambda student: torch.get_num_threads())[0] == 1


CHANGES = """
def run():
    global rate, new, items
    rate = 9
    new = "left behind"
    del items
    return 1
"""


def test_variables_are_as_before():
    items = [1, 2]
    variables = {"rate": 0.1, "items": items, "costs": None}
    exec(CHANGES, variables)
    before = dict(variables)
    assert ask(lambda student: student.run(), variables)[0] == 1
    assert variables == before
    assert variables["items"] is items
    assert "new" not in variables


def test_variables_are_as_before_where_the_students_code_failed():
    variables = {"rate": 0.1, "items": [1]}
    exec(CHANGES.replace("return 1", "raise ValueError"), variables)
    before = dict(variables)
    assert "ValueError" in complaint(lambda student: student.run(), variables)
    assert variables == before


def test_figures_that_were_open_stay_and_new_ones_are_closed():
    plt.close("all")
    mine = plt.figure(3)

    def draw(student):
        plt.figure()
        plt.subplots()
        return plt.get_fignums()

    evidence, _ = ask(draw)
    assert len(evidence) == 3
    assert plt.get_fignums() == [3]
    assert plt.figure(3) is mine
    plt.close("all")


def test_the_current_figure_is_current_again():
    plt.close("all")
    first, second = plt.figure(), plt.figure()

    def draw(student):
        plt.subplots()
        plt.figure(first.number)

    ask(draw)
    assert plt.gcf() is second
    plt.close("all")


def test_a_figure_that_the_students_code_closes_stays_open():
    plt.close("all")
    mine = plt.figure()
    ask(lambda student: plt.close("all"))
    assert plt.get_fignums() == [mine.number]
    plt.close("all")


def test_prints_and_warnings_are_hidden(capfd):
    def chatter(student):
        print("a line")
        print("another", file=sys.stderr)
        sys.stdout.write("more")
        warnings.warn("careful", stacklevel=1)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
        return 1

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert ask(chatter)[0] == 1
    assert caught == []
    assert capfd.readouterr() == ("", "")


def test_warnings_turned_into_errors_by_the_student_do_not_fail_the_probe():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ask(lambda student: warnings.warn("careful", stacklevel=1) or 1)[0] == 1


def test_filters_and_streams_are_as_before():
    filters, streams = list(warnings.filters), (sys.stdout, sys.stderr)

    def meddle(student):
        warnings.simplefilter("error")
        sys.stdout = sys.stderr = None

    ask(meddle)
    assert warnings.filters == filters
    assert (sys.stdout, sys.stderr) == streams


# --- what went wrong


def test_a_missing_name_is_told_with_the_reason():
    assert complaint(lambda student: student.build_model()) == "`build_model` is not defined. Where is build_model?"


def test_a_name_that_is_still_a_blank_is_told():
    assert complaint(lambda student: student.criterion(1), {"criterion": ...}) == "`criterion` is still a blank to fill in."


def test_none_is_a_value():
    assert ask(lambda student: student.cost, {"cost": None})[0] is None


@pytest.mark.parametrize(
    ("result", "said"),
    [
        pytest.param(object(), "value is of type object", id="object"),
        ({"cost": {1, 2}}, r"value['cost'] is of type set"),
        ([0.5, print], "value[1] is of type builtin"),
        ({3: 1}, "has the key 3"),
        (1j, "complex"),
    ],
    ids=repr,
)
def test_a_result_that_is_no_evidence_is_told_with_its_place(result, said):
    message = complaint(lambda student: student.run(), {"run": lambda: result})
    assert message.startswith("What your code returned cannot be judged: ")
    assert said in message


def test_a_failure_in_the_probe_itself_is_put_down_to_what_the_student_returned():
    message = complaint(lambda student: student.run().weight, {"run": lambda: None})
    assert message.startswith("What your code returned could not be used: AttributeError: 'NoneType'")


def test_an_exception_without_a_message_is_told_by_its_name():
    def run():
        raise AssertionError

    assert complaint(lambda student: student.run(), {"run": run}).endswith("AssertionError")


def test_leaving_python_is_the_students_error():
    # `sys.exit()` in a student's function must not end the kernel, nor the sandbox that has other questions to ask.
    assert "SystemExit" in complaint(lambda student: student.run(), {"run": sys.exit})


def test_an_interrupt_goes_through():
    def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(lambda student: student.run(), {"run": interrupt})


def test_an_exception_that_cannot_be_printed_is_told_all_the_same():
    class Unprintable(Exception):
        def __str__(self):
            raise ValueError("no")

    def run():
        raise Unprintable

    assert "Unprintable" in complaint(lambda student: student.run(), {"run": run})


# --- in terms of the student's cells


@pytest.fixture
def shell():
    """A kernel's shell without a kernel: what a cell defines knows the cell and the line it was written in."""
    InteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=config)
    yield shell
    InteractiveShell.clear_instance()


def run_cell(shell, source):
    result = shell.run_cell(source, store_history=True)
    assert result.success
    return shell.user_ns


def test_an_exception_is_told_with_the_students_cell_and_line(shell):
    run_cell(shell, "x = 1")
    variables = run_cell(shell, "def helper(x):\n    y = x + 1\n    return y / 0\n\ndef run(x):\n    return helper(x)")
    message = complaint(lambda student: student.run(1), variables)
    assert message == "Your code stopped in cell In[2], line 3: ZeroDivisionError: division by zero\n    return y / 0"


def test_the_last_line_of_the_student_is_told_where_a_library_fails(shell):
    variables = run_cell(shell, "import torch\ndef run():\n    a = torch.ones(2, 3)\n    return a @ a")
    message = complaint(lambda student: student.run(), variables)
    assert message.startswith("Your code stopped in cell In[1], line 4: RuntimeError: ")
    assert message.endswith("\n    return a @ a")


def test_a_cell_that_was_run_again_is_known_by_its_last_number(shell):
    source = "def run():\n    return 1 / 0"
    run_cell(shell, source)
    run_cell(shell, "x = 1")
    message = complaint(lambda student: student.run(), run_cell(shell, source))
    assert "cell In[3], line 2" in message


def test_a_file_of_a_library_is_no_cell(shell):
    assert cell_label(torch.nn.functional.__file__) is None
    assert cell_label(__file__) is None


def test_without_a_kernel_nothing_is_a_cell():
    assert cell_label("<ipython-input-1-abc>") is None


BLANKS = """\
def build_model(h1, h2):
    first = ...  # Fill this blank!
    second = nn.Linear(h1, h2)
    ...
    self.third, self.fourth = ...
    return first


def another():
    x = ...
"""


def test_blanks_in_the_functions_used_are_listed(shell):
    variables = run_cell(shell, BLANKS.replace("nn.Linear(h1, h2)", "h2").replace("self.third, self.fourth", "third, fourth"))
    variables["build_model"].__defaults__ = (1, 2)
    evidence, blanks = ask(lambda student: callable(student.build_model), variables)
    assert evidence is True
    assert blanks == ["cell In[1], line 2", "cell In[1], line 4", "cell In[1], line 5"]


@pytest.mark.parametrize(
    "line",
    ["x = a[..., 0]", "x[...] = 1", "x = f(...)", "print('...')", "# ...", "x = [..., 1]", "x = 1  # ...", "return ..., 1"],
)
def test_an_ellipsis_that_is_code_is_no_blank(shell, line):
    variables = run_cell(shell, f"import numpy as np\ndef run(a=1, x=1, f=print):\n    y = 2\n    {line}\n")
    assert ask(lambda student: callable(student.run), variables)[1] == []


def test_a_blank_in_a_function_that_failed_comes_before_the_failure(shell):
    variables = run_cell(
        shell, "def helper(x):\n    model = ...  # Fill this blank!\n    return model(x)\n\ndef run():\n    return helper(1)"
    )
    message = complaint(lambda student: student.run(), variables)
    assert message == "There is still a blank to fill in: cell In[1], line 2. (TypeError: 'ellipsis' object is not callable)"


def test_a_blank_is_named_where_its_result_cannot_be_used(shell):
    variables = run_cell(shell, "def run():\n    model = ...\n    return model")
    for use in (lambda student: student.run(), lambda student: student.run().weight):
        assert "There is still a blank to fill in: cell In[1], line 2. " in complaint(use, variables)


def test_a_blank_is_named_once(shell):
    variables = run_cell(shell, "def run(n=0):\n    x = ...\n    return run(n + 1) if n < 20 else x + 1")
    for use in (lambda student: student.run(), lambda student: [student.run(20), student.run(20)]):
        assert complaint(use, variables).count("line 2") == 1
    variables = run_cell(shell, "def run():\n    x = ...")
    assert complaint(lambda student: (student.run(), student.run().weight), variables).count("line 2") == 1


def test_endless_recursion_is_told_quickly(shell):
    variables = run_cell(shell, "def run(n):\n    return run(n + 1)")
    started = time.monotonic()
    assert "cell In[1], line 2: RecursionError" in complaint(lambda student: student.run(0), variables)
    assert time.monotonic() - started < 2


def test_what_the_blanks_add_to_a_message():
    assert with_blanks("It is wrong.", []) == "It is wrong."
    assert with_blanks("It is wrong.", ["a, line 1", "b, line 2", "a, line 1"]) == (
        "There is still a blank to fill in: a, line 1; b, line 2. It is wrong."
    )
