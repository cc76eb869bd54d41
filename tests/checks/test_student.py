"""A probe restores the student's variables and settings, and explains errors by the student's cells and lines."""

import builtins
import contextlib
import os
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

from autograder import probes
from autograder.checks.ask import Notes
from autograder.checks.check import InProcessAsk, probe
from autograder.checks.places import cell_label
from autograder.checks.student import StudentError, answer


def ask(function, variables=None, /, **arguments):
    """The evidence and the notes of a probe with `function`."""
    return answer(probe(function), {} if variables is None else variables, arguments, lambda name: f"Where is {name}?")


def complaint(function, variables=None, /, **arguments):
    with pytest.raises(StudentError) as failed:
        ask(function, variables, **arguments)
    return str(failed.value)


# --- answers


def test_a_probe_gets_the_students_variables_and_its_arguments():
    evidence, notes = ask(lambda student, factor: student.rate * factor, {"rate": 0.5}, factor=3)
    assert (evidence, notes) == (1.5, Notes())


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


def test_an_error_of_many_megabytes_is_cut_before_it_travels():
    def fails(student):
        raise ValueError("x" * 10_000_000)

    said = complaint(fails)
    assert len(said) < 5_000 and "10,000,000 characters in all" in said


# --- restoring variables and settings


def draws():
    return random.random(), np.random.rand(), torch.rand(()).item()


def test_random_states_are_as_before():
    def seed_and_draw(student):
        probes.seed(1)
        return list(draws())

    probes.seed(7)
    expected = draws()
    probes.seed(7)
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
        probes.seed(5)
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


def test_gradients_are_recorded_whatever_was_switched_off():
    def slope(student):
        x = torch.tensor(3.0, requires_grad=True)
        (x * x).backward()
        return x.grad

    off = torch.inference_mode()
    modes = [torch.no_grad(), off, torch.autocast("cpu"), torch.device("meta")]
    for mode in modes:
        with mode:
            assert ask(slope)[0] == 6
    torch.set_grad_enabled(False)
    try:
        assert ask(slope)[0] == 6
        assert not torch.is_grad_enabled()
    finally:
        torch.set_grad_enabled(True)


def torch_settings():
    x = torch.ones(1)
    return [
        str(x.dtype),
        str(x.device),
        str((torch.ones(2, 2) @ torch.ones(2, 2)).dtype),
        torch.is_inference_mode_enabled(),
        torch.is_anomaly_enabled(),
        torch.get_deterministic_debug_mode(),
        torch.get_float32_matmul_precision(),
    ]


def test_torch_has_its_defaults_in_a_probe_and_the_students_settings_after_it():
    usual = torch_settings()
    inference = torch.inference_mode()
    try:
        torch.set_default_device("meta")
        torch.set_default_dtype(torch.float16)
        torch.set_autocast_enabled("cpu", True)
        torch.autograd.set_detect_anomaly(True)
        torch.use_deterministic_algorithms(True, warn_only=True)
        torch.set_float32_matmul_precision("medium")
        inference.__enter__()
        theirs = torch_settings()
        assert ask(lambda student: torch_settings())[0] == usual
        assert torch_settings() == theirs
        assert all(one != other for one, other in zip(theirs, usual, strict=True))
    finally:
        inference.__exit__(None, None, None)
        torch.set_default_device(None)
        torch.set_default_dtype(torch.float32)
        torch.set_autocast_enabled("cpu", False)
        torch.autograd.set_detect_anomaly(False)
        torch.use_deterministic_algorithms(False)
        torch.set_float32_matmul_precision("highest")
    assert torch_settings() == usual


def test_torchs_settings_made_in_a_probe_end_with_it():
    def set_all(student):
        torch.set_default_device("meta")
        torch.device("meta").__enter__()
        torch.set_deterministic_debug_mode(2)
        torch.autocast("cpu").__enter__()

    usual = torch_settings()
    ask(set_all)
    assert torch_settings() == usual


def test_keras_has_its_defaults_in_a_probe_and_the_students_settings_after_it():
    keras = pytest.importorskip("keras")
    tensorflow = pytest.importorskip("tensorflow")

    def settings():
        layer = keras.layers.Conv2D(4, 3)
        layer.build((None, 8, 9, 3))
        return [
            list(layer.kernel.shape),
            keras.config.dtype_policy().name,
            str(keras.ops.ones(1).dtype),
            keras.config.epsilon(),
            tensorflow.config.functions_run_eagerly(),
            tensorflow.executing_eagerly(),
        ]

    def infinity(student):
        return float(tensorflow.math.log(tensorflow.zeros(())))

    usual = settings()
    eager = tensorflow.Graph().as_default()
    try:
        keras.config.set_floatx("float16")
        keras.config.set_dtype_policy("mixed_float16")
        keras.config.set_image_data_format("channels_first")
        keras.config.set_epsilon(1e-3)
        tensorflow.config.run_functions_eagerly(True)
        theirs = settings()
        tensorflow.debugging.enable_check_numerics()
        assert ask(infinity)[0] == -np.inf
        with eager:
            assert ask(lambda student: settings())[0] == usual
            assert not tensorflow.executing_eagerly()
        with pytest.raises(tensorflow.errors.InvalidArgumentError):
            infinity(None)
        tensorflow.debugging.disable_check_numerics()
        assert settings() == theirs
        assert theirs[:5] != usual[:5]
    finally:
        keras.config.set_floatx("float32")
        keras.config.set_dtype_policy("float32")
        keras.config.set_image_data_format("channels_last")
        keras.config.set_epsilon(1e-7)
        tensorflow.config.run_functions_eagerly(False)
        tensorflow.debugging.disable_check_numerics()
    assert settings() == usual


def test_numpy_and_python_have_their_defaults_in_a_probe(tmp_path, monkeypatch):
    def overflow(student):
        return [float(np.exp(np.float64(1000))), deep(300)]

    def deep(n):
        return 0 if n == 0 else 1 + deep(n - 1)

    monkeypatch.chdir(tmp_path)
    limit, folder = sys.getrecursionlimit(), os.getcwd()
    with np.errstate(all="raise"):
        try:
            sys.setrecursionlimit(250)
            assert ask(overflow)[0] == [np.inf, 300]
            assert sys.getrecursionlimit() == 250
        finally:
            sys.setrecursionlimit(limit)
        assert np.geterr()["over"] == "raise"
    ask(lambda student: (os.chdir("/"), np.set_printoptions(precision=2), np.seterr(all="ignore")))
    assert (os.getcwd(), np.get_printoptions()["precision"], np.geterr()["over"]) == (folder, 8, "warn")


def test_a_compiled_model_is_a_models_own_layers():
    def build():
        return torch.compile(torch.nn.Sequential(torch.nn.Linear(2, 3)))

    @torch.compile
    def double(x):
        return 2 * x

    early = build()
    found, _ = ask(
        lambda student: [sorted(probes.parameters_of(student.build())), student.double(4)], {"build": build, "double": double}
    )
    assert found == [["0.bias", "0.weight"], 8]
    assert sorted(probes.state_of(early)) == sorted(probes.parameters_of(early)) == ["0.bias", "0.weight"]
    dissected, _ = ask(lambda student: probes.dissect(student.early, np.ones((4, 2))), {"early": early})
    assert list(dissected["linears"]) == ["0"]
    assert dissected["layer_inputs"]["0"].shape == (4, 2)


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


@pytest.mark.parametrize("later", ["sum = 0", "len = max = sum = list = [1, 2]", "sum, print = 0.5, None", "del sum"])
def test_a_variable_that_hides_a_function_of_pythons_costs_nothing(later):
    variables = {"__builtins__": builtins, "sum": 1}
    exec(f"def mean(values):\n    print(values)\n    return sum(list(values)) / len(values)\n{later}", variables)
    before = dict(variables)
    assert ask(lambda student: student.mean([1, 3]), variables)[0] == 2
    assert variables == before


def test_what_a_student_has_put_in_the_place_of_a_function_of_pythons_is_theirs():
    variables = {"sum": lambda values: 7, "total": 3}
    exec("def answer():\n    return [sum([1]), total]", variables)
    assert ask(lambda student: student.answer(), variables)[0] == [7, 3]


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

    assert ask(draw)[0] == [1, 2], "a probe draws into figures of its own"
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


def test_figures_are_drawn_in_the_default_style_and_without_a_window():
    with matplotlib.rc_context({"axes.titlesize": 50, "text.usetex": True, "hist.bins": 3}):
        assert ask(lambda student: [plt.rcParams["hist.bins"], plt.rcParams["text.usetex"], plt.rcParams["axes.titlesize"]])[
            0
        ] == [
            10,
            False,
            "large",
        ]
        ask(lambda student: plt.style.use("dark_background"))
        assert (plt.rcParams["hist.bins"], plt.rcParams["axes.facecolor"]) == (3, "white")


def test_what_a_probe_displays_is_not_seen(shell, capfd):
    from IPython.display import display

    assert ask(lambda student: display("a table") or 1)[0] == 1
    assert capfd.readouterr() == ("", "")


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


# --- explaining errors


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
    # `sys.exit()` in a student's function must not end the kernel, nor the sandbox, which has other questions to check.
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
    """A kernel's shell without a kernel: functions from cells have their cell and line."""
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
    assert message == (
        "Your code stopped in `helper`, line 3: ZeroDivisionError: division by zero\n"
        "      2      y = x + 1\n  →   3      return y / 0"
    )


def test_the_last_line_of_the_student_is_told_where_a_library_fails(shell):
    variables = run_cell(shell, "import torch\ndef run():\n    a = torch.ones(2, 3)\n    return a @ a")
    message = complaint(lambda student: student.run(), variables)
    assert message.startswith("Your code stopped in `run`, line 4: RuntimeError: ")
    assert message.endswith("\n  →   4      return a @ a")


def test_code_outside_a_function_is_known_by_its_cell(shell):
    variables = run_cell(shell, "rate = 0\nrun = lambda: 1 / rate")
    assert "in the cell with `rate` and `run`, line 2: Zero" in complaint(lambda student: student.run(), variables)
    variables = run_cell(shell, "class Model:\n    def fit(self):\n        return 1 / 0")
    assert "in `Model.fit`, line 3: Zero" in complaint(lambda student: student.Model().fit(), variables)


def test_a_forgotten_return_is_named(shell):
    variables = run_cell(
        shell, "def build():\n    model = [1]\n\ndef inner():\n    def other():\n        return 1\n    other()"
    )
    for use in (lambda student: student.build().weight, lambda student: {"count": student.build()}["count"].x):
        assert "`build`, line 1: the function returns nothing. Is a `return` missing?" in complaint(use, variables)
    assert "`inner`, line 4: the function returns nothing." in complaint(lambda student: student.inner().x, variables)
    evidence, notes = ask(lambda student: {"model": student.build()}, variables)
    assert evidence == {"model": None} and "the function returns nothing" in notes.remarks[0]


@pytest.mark.parametrize(
    ("function", "said"),
    [
        ("def fit(x, rate, steps=3):\n    return x * RATE", "`fit`, line 2: the arguments `rate` and `steps` are not used."),
        ("def fit(x, *, rate):\n    rate = 2\n    return x", ""),
        ("def fit(x, rate):\n    return [x * rate for _ in range(2)]", ""),
        ("def fit(x, rate):\n    def inner():\n        return rate\n    return inner() * x", ""),
        ("def fit(x, rate, _extra=0):\n    return x * rate", ""),
        ("def fit(x, rate):\n    ...  # Fill this blank!\n    return x", ""),
        ("fit = lambda x, rate: x", ""),
    ],
)
def test_an_argument_that_is_not_used_is_named(shell, function, said):
    variables = run_cell(shell, f"RATE = 1\n{function}\ndef run():\n    return fit(1, rate=2)")
    _, notes = ask(lambda student: student.run(), variables)
    assert [remark for remark in notes.remarks if "argument" in remark] == ([said] if said else [])


def test_an_attribute_is_not_a_function_of_the_same_name(shell):
    variables = run_cell(shell, "import numpy as np\ndef zeros(n, rng):\n    return 0\ndef run():\n    return np.zeros(2)")
    assert ask(lambda student: student.run(), variables)[1] == Notes()


@pytest.mark.parametrize("end", ["return [1]", "yield 1", "return None or 1"])
def test_a_function_that_returns_something_is_not_blamed(shell, end):
    variables = run_cell(shell, f"def build():\n    {end}")
    assert "returns nothing" not in complaint(lambda student: student.build().weight, variables)


def test_what_one_cause_stops_has_one_cause(shell):
    variables = run_cell(shell, "def run(x):\n    return 1 / (x - x)\ndef empty():\n    ...")
    found = []
    for use in (lambda student: student.run(1), lambda student: student.run(2), lambda student: student.empty().x):
        with pytest.raises(StudentError) as failed:
            ask(use, variables)
        found.append(failed.value)
    assert found[0].cause == found[1].cause == "`run`, line 2: ZeroDivisionError"
    assert found[2].blanks == ["`empty`, line 4"]


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
    evidence, notes = ask(lambda student: callable(student.build_model), variables)
    assert evidence is True
    assert notes.blanks == ["`build_model`, line 2", "`build_model`, line 4", "`build_model`, line 5"]


@pytest.mark.parametrize(
    "line",
    ["x = a[..., 0]", "x[...] = 1", "x = f(...)", "print('...')", "# ...", "x = [..., 1]", "x = 1  # ...", "return ..., 1"],
)
def test_an_ellipsis_that_is_code_is_no_blank(shell, line):
    variables = run_cell(shell, f"import numpy as np\ndef run(a=1, x=1, f=print):\n    y = 2\n    {line}\n")
    assert ask(lambda student: callable(student.run), variables)[1].blanks == []


def test_a_blank_in_a_function_that_failed_comes_before_the_failure(shell):
    variables = run_cell(
        shell, "def helper(x):\n    model = ...  # Fill this blank!\n    return model(x)\n\ndef run():\n    return helper(1)"
    )
    message = complaint(lambda student: student.run(), variables)
    assert message == "There is still a blank to fill in: `helper`, line 2."


def test_a_blank_is_named_where_its_result_cannot_be_used(shell):
    variables = run_cell(shell, "def run():\n    model = ...\n    return model")
    for use in (lambda student: student.run(), lambda student: student.run().weight):
        assert "There is still a blank to fill in: `run`, line 2." in complaint(use, variables)


def test_a_blank_is_named_once(shell):
    variables = run_cell(shell, "def run(n=0):\n    x = ...\n    return run(n + 1) if n < 20 else x + 1")
    for use in (lambda student: student.run(), lambda student: [student.run(20), student.run(20)]):
        assert complaint(use, variables).count("line 2") == 1
    variables = run_cell(shell, "def run():\n    x = ...")
    assert complaint(lambda student: (student.run(), student.run().weight), variables).count("line 2") == 1


def test_endless_recursion_is_told_quickly(shell):
    variables = run_cell(shell, "def run(n):\n    return run(n + 1)")
    started = time.monotonic()
    assert "`run`, line 2: RecursionError" in complaint(lambda student: student.run(0), variables)
    assert time.monotonic() - started < 2


def test_what_is_noticed_is_said_with_the_message():
    assert Notes().about("It is wrong.") == "It is wrong."
    assert Notes(["a, line 1", "b, line 2", "a, line 1"]).about("It is wrong.") == (
        "There are still 2 blanks to fill in: a, line 1; b, line 2."
    )
    assert Notes([], ["`f` is defined twice."] * 2).about("It is wrong.") == "It is wrong. `f` is defined twice."
    assert Notes([], ["`f` is defined twice."]).about("It stopped:\n    f()") == "It stopped:\n    f()\n`f` is defined twice."


def test_a_name_that_is_defined_twice_is_noticed_where_it_was_used():
    def twice(name):
        return f"`{name}` is defined twice." if name == "rate" else None

    variables = {"rate": 0.1, "loss": 1.0, "fail": fail}
    assert answer(probe(lambda student: student.rate + student.loss), variables, {}, str, twice)[1].remarks == [
        "`rate` is defined twice."
    ]
    assert answer(probe(lambda student: student.loss), variables, {}, str, twice)[1] == Notes()
    for use in (lambda student: [student.rate, student.fail()], lambda student: [student.rate, student.other]):
        with pytest.raises(StudentError, match="`rate` is defined twice."):
            answer(probe(use), variables, {}, str, twice)


# --- under magics that only wrap a cell

TRAIN = "\ndef train(x):\n    y = x + 1\n    return y / 0\n"


WRAPPED = [
    ("%%time", 4),
    ("%%time ", 4),
    ("%%capture", 4),
    ("%%capture out", 4),
    ("%%prun -q", 4),
    ("\n", 5),
    ("%%time\n%%capture", 5),
]


@pytest.mark.parametrize(("above", "line"), WRAPPED)
def test_an_exception_is_told_with_its_line_under_a_magic(shell, above, line):
    run_cell(shell, "x = 1")
    variables = run_cell(shell, above + TRAIN)
    run_cell(shell, "%%time\n\n\nz = 1")
    message = complaint(lambda student: student.train(1), variables)
    assert message.startswith(f"Your code stopped in `train`, line {line}: ZeroDivisionError: division by zero\n")
    assert message.endswith(f"→ {line:>3}      return y / 0")


@pytest.mark.parametrize("above", ["%%time\n", "%%capture\n", "%%prun -q\n", "\n"])
def test_a_blank_is_found_under_a_magic(shell, above):
    variables = run_cell(shell, above + "def train(x):\n    y = ...  # Fill this blank!\n    return x")
    assert ask(lambda student: student.train(1), variables)[1].blanks == ["`train`, line 3"]


def test_the_newest_of_equal_cells_under_a_magic_counts(shell):
    run_cell(shell, "%%time" + TRAIN)
    variables = run_cell(shell, "%%time\n" + TRAIN)
    assert "`train`, line 5" in complaint(lambda student: student.train(1), variables)
