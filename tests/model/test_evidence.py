"""Evidence: values that pack and unpack keep, values that become plain data, and values that are refused."""

import json
import math
import struct

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.model.evidence import MAX_DEPTH, NotPlain, copy, pack, summary, unpack

many = settings(deadline=None, max_examples=150)

every_character = st.characters(exclude_categories=())  # including surrogates
keys = st.text(max_size=5).filter(lambda key: not key.startswith("\0"))
dtypes = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="?"),
    hnp.unsigned_integer_dtypes(endianness="?"),
    hnp.floating_dtypes(endianness="?", sizes=(16, 32, 64)),
)
arrays = hnp.arrays(dtypes, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**40), 10**40), st.floats(), st.text(every_character, max_size=8), arrays
)
evidence = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.lists(inner, max_size=4).map(tuple), st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)


def arrived(value):
    """The expected value after pack and unpack."""
    if isinstance(value, (list, tuple)):
        return [arrived(item) for item in value]
    if isinstance(value, dict):
        return {key: arrived(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return value.astype(value.dtype.newbyteorder("="))
    if isinstance(value, str):
        # JSON writes a character beyond U+FFFF as two surrogates, so two adjacent surrogates arrive as that character.
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return value


def assert_same(got, expected):
    """Equal, and of exactly the same types; nan equals nan, and 0.0 is not -0.0."""
    assert type(got) is type(expected)
    if isinstance(expected, list):
        assert len(got) == len(expected)
        for one, other in zip(got, expected, strict=True):
            assert_same(one, other)
    elif isinstance(expected, dict):
        assert list(got) == list(expected)
        for key in expected:
            assert type(key) is str
            assert_same(got[key], expected[key])
    elif isinstance(expected, np.ndarray):
        assert got.dtype == expected.dtype
        assert got.shape == expected.shape
        assert got.tobytes() == expected.tobytes()
    elif isinstance(expected, float):
        assert struct.pack(">d", got) == struct.pack(">d", expected) or (math.isnan(got) and math.isnan(expected))
    else:
        assert got == expected


@many
@given(evidence)
def test_evidence_arrives_as_it_was_sent(value):
    assert_same(unpack(*pack(value)), arrived(value))


@many
@given(st.text(every_character, max_size=5), st.text(every_character, max_size=5))
def test_lone_surrogates_arrive_and_pairs_become_the_character_they_spell(before, after):
    assert copy("\ud800 ") == "\ud800 "
    assert copy("\ud83d\ude00") == "😀"
    assert copy(before + " " + after) == arrived(before) + " " + arrived(after)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(24).reshape(4, 6)[::2, ::3],
        np.arange(24).reshape(4, 6).T,
        np.arange(24.0).reshape(2, 3, 4)[::-1, :, ::-2],
        np.broadcast_to(np.float32(7), (3, 4)),
        np.asfortranarray(np.arange(12).reshape(3, 4)),
        np.zeros((0, 5)),
        np.array(3.5),
        np.array(True),
        np.arange(6, dtype=">f8").reshape(2, 3)[:, ::2],
        np.array(2, dtype=">i4"),
    ],
    ids=lambda array: f"{array.dtype.str}-{array.shape}",
)
def test_an_array_arrives_however_it_lay_in_memory(array):
    assert_same(copy([array])[0], np.array(array, dtype=array.dtype.newbyteorder("=")))


def test_an_array_that_arrived_is_the_judges_own():
    sent = np.arange(3.0)
    got = copy(sent)
    got += 1
    assert sent.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    "scalar", [np.float16(0.5), np.float32(0.5), np.float64("inf"), np.int8(-3), np.uint64(2**63), np.bool_(True)]
)
def test_a_numpy_scalar_arrives_as_a_builtin(scalar):
    assert_same(copy(scalar), scalar.item())


@pytest.mark.parametrize("what", ["scalar", "array"])
def test_an_extended_float_arrives_as_a_number_or_is_refused(what):
    # np.longdouble has more bits than the wire supports; its `item()` is not a Python number.
    value = np.longdouble(0.5) if what == "scalar" else np.full(3, 0.5, np.longdouble)
    try:
        got = copy({"cost": value})["cost"]
    except NotPlain as refused:
        assert "value['cost']" in str(refused)
    else:
        assert np.all(got == 0.5)


def test_an_integer_too_long_to_print_is_refused():
    with pytest.raises(NotPlain, match=r"value\[1\]"):
        pack([1, 10**5000])


# --- torch


@pytest.mark.parametrize(
    "dtype",
    [torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.float16, torch.float32, torch.float64],
)
@pytest.mark.parametrize("shape", [(), (0,), (2, 3)])
def test_a_tensor_arrives_as_an_array(dtype, shape):
    tensor = torch.ones(shape).to(dtype)
    assert_same(copy(tensor), tensor.numpy().copy())


def test_a_tensor_arrives_as_a_copy_without_gradient():
    parameter = torch.nn.Parameter(torch.ones(3, 2))
    got = copy({"weight": parameter.t()})["weight"]
    with torch.no_grad():
        parameter.zero_()
    assert_same(got, np.ones((2, 3), np.float32))


def test_bfloat16_arrives_as_float32():
    assert_same(copy(torch.tensor([0.5, 3.0], dtype=torch.bfloat16)), np.array([0.5, 3.0], np.float32))


def test_a_state_dict_is_evidence():
    state = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2)).state_dict()
    got = copy(state)
    assert type(got) is dict
    assert {key: value.shape for key, value in got.items()} == {key: tuple(value.shape) for key, value in state.items()}


def test_a_view_that_negates_lazily_arrives_negated():
    # torch returns this for the imaginary part of a conjugate, and does not share its memory with NumPy.
    lazy = torch.tensor([1 + 2j]).conj().imag
    assert_same(copy(lazy), np.array([-2], np.float32))


@pytest.mark.filterwarnings("ignore:.*quantize.*")
@pytest.mark.parametrize(
    "tensor",
    [
        lambda: torch.ones(2, dtype=torch.complex64),
        lambda: torch.eye(2).to_sparse(),
        lambda: torch.ones(2, device="meta"),
        lambda: torch.nn.LazyLinear(2).weight,
        lambda: torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
    ],
    ids=["complex", "sparse", "meta", "lazy parameter", "quantized"],
)
def test_a_tensor_that_is_no_plain_array_of_numbers_is_refused_with_its_place(tensor):
    with pytest.raises(NotPlain, match=r"value\['a'\]\[1\]"):
        pack({"a": [0, tensor()]})


def test_a_tensor_of_eight_bit_floats_arrives_or_is_refused():
    value = torch.ones(2).to(torch.float8_e4m3fn)
    try:
        got = copy(value)
    except NotPlain:
        return
    assert got.tolist() == [1, 1]


# --- objects that a student may return instead of plain data


class Deceitful:
    """Every method that a judge might call returns what the student wants."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = None

    def __lt__(self, other):
        return True

    def __reduce__(self):
        return (print, ("run",))

    def __repr__(self):
        return "0"

    __str__ = __repr__


class DeceitfulFloat(Deceitful, float):
    def __float__(self):
        return DeceitfulFloat(1.0)

    def __sub__(self, other):
        return 0.0


class DeceitfulInt(Deceitful, int):
    def __int__(self):
        return DeceitfulInt(1)

    def __index__(self):
        return 1


class DeceitfulText(Deceitful, str):
    def encode(self, *args):
        return b"0"


class DeceitfulList(Deceitful, list):
    pass


class DeceitfulTuple(Deceitful, tuple):
    pass


class DeceitfulDict(Deceitful, dict):
    def __missing__(self, key):
        return 1.0


class DeceitfulArray(Deceitful, np.ndarray):
    def __array__(self, *args, **kwargs):
        return np.ones(self.shape)

    def astype(self, *args, **kwargs):
        return self

    def __array_function__(self, *args, **kwargs):
        return True


class OwnTensor(torch.Tensor):
    pass


@pytest.mark.filterwarnings("ignore:.*__(int|float)__ returned.*:DeprecationWarning")
@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (DeceitfulFloat(0.25), float),
        (DeceitfulInt(4), int),
        (DeceitfulText("cost"), str),
        (DeceitfulList([1, 2]), list),
        (DeceitfulTuple((1, 2)), list),
        (DeceitfulDict(a=1), dict),
        (np.zeros(3).view(DeceitfulArray), np.ndarray),
        (torch.zeros(3).as_subclass(OwnTensor), np.ndarray),
        (np.ma.masked_array([1.0, 2.0], [False, True]), np.ndarray),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, type) else value.__name__,
)
def test_a_subclass_arrives_as_the_builtin_itself(value, kind):
    (got,) = copy([value])
    assert type(got) is kind
    again = copy({"inside": value})["inside"]
    assert type(again) is kind


def test_a_subclass_arrives_with_what_it_holds():
    assert copy(DeceitfulText("cost")) == "cost"
    assert copy(DeceitfulList([1, 2])) == [1, 2]
    assert copy(DeceitfulDict(a=1)) == {"a": 1}
    assert copy(np.zeros(3).view(DeceitfulArray)).tolist() == [0, 0, 0]


def test_keys_of_a_subclass_of_str_arrive_as_plain_strings():
    class Key(str):
        def __str__(self):
            return "another"

        def startswith(self, *args):
            return False

    (key,) = copy({Key("cost"): 1})
    assert type(key) is str
    assert key == "cost"
    with pytest.raises(NotPlain):
        pack({Key("\0array"): "0"})


class Fraudulent:
    @property
    def __class__(self):
        return float

    def __float__(self):
        return 1.0


def test_an_object_that_only_says_it_is_a_number_is_no_object_of_the_student_on_arrival():
    try:
        got = copy(Fraudulent())
    except NotPlain:
        return
    assert type(got) is float


# --- refused values


@pytest.mark.parametrize(
    "value",
    [
        object(),
        print,
        lambda: 0,
        Deceitful(),
        int,
        math,
        1j,
        np.complex64(1j),
        b"bytes",
        {1, 2},
        range(3),
        iter([1]),
        np.array([None]),
        np.array([1j]),
        np.array(["text"]),
        np.array([b"bytes"]),
        np.array(["2020-01-01"], "datetime64[D]"),
        np.array([3], "timedelta64[s]"),
        np.array([(1, 2.0)], [("a", int), ("b", float)]),
        np.zeros(2, [("a", float)]).view(np.recarray),
        torch.float32,
        torch.device("cpu"),
        torch.nn.Linear(1, 1),
    ],
    ids=lambda value: f"{type(value).__name__} {getattr(value, 'dtype', '')}".strip(),
)
def test_what_is_no_evidence_is_refused_and_its_place_is_named(value):
    with pytest.raises(NotPlain, match=r"^value is "):
        pack(value)
    with pytest.raises(NotPlain, match=r"^value\['costs'\]\[2\] is "):
        pack({"right": 1, "costs": [0.1, 0.2, value]})


@pytest.mark.parametrize("key", [1, None, 1.5, (1, 2), b"key", True, "\0", "\0array", "\0anything"])
def test_keys_that_are_no_plain_strings_are_refused(key):
    with pytest.raises(NotPlain, match=r"^value\[0\] has the key "):
        pack([{"a": 1, key: 2}])


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def test_nesting_is_allowed_up_to_a_bound():
    assert copy(nested(MAX_DEPTH)) == nested(MAX_DEPTH)
    with pytest.raises(NotPlain, match=r"^value\[0\].* nested more than"):
        pack(nested(MAX_DEPTH + 1))
    with pytest.raises(NotPlain):
        pack(nested(100_000))


def test_what_contains_itself_is_refused():
    own_list, own_dict = [], {}
    own_list.append(own_list)
    own_dict["again"] = {"deeper": (own_dict,)}
    for value in (own_list, own_dict):
        with pytest.raises(NotPlain, match="nested more than"):
            pack(value)


# --- forged bytes


@many
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_random_bytes_are_not_evidence(structure, tensors):
    try:
        unpack(structure, tensors)
    except NotPlain:
        return
    json.loads(structure)  # accepted bytes are at least JSON


def forged_tensors(entries, body):
    """The bytes of a safetensors file with this header."""
    header = json.dumps(entries).encode()
    return struct.pack("<Q", len(header)) + header + body


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.text(max_size=3), st.sampled_from(["\0array", "\0", "\0x"])), inner, max_size=3),
    ),
    max_leaves=8,
)
tensor_headers = st.fixed_dictionaries(
    {
        "dtype": st.sampled_from(["F64", "F32", "F16", "BF16", "I8", "U64", "BOOL", "C64", "F8_E4M3", "F4", "X"]),
        "shape": st.lists(st.integers(-1, 3) | st.just(2**62), max_size=3),
        "data_offsets": st.tuples(st.integers(-1, 10), st.integers(-1, 70)),
    }
)


@many
@given(
    json_values,
    st.dictionaries(st.sampled_from(["0", "1", "__metadata__"]), tensor_headers | json_values, max_size=2),
    st.binary(max_size=64),
)
def test_what_unpack_lets_through_is_evidence_whoever_wrote_it(structure, entries, body):
    try:
        value = unpack(json.dumps(structure).encode(), forged_tensors(entries, body))
    except NotPlain:
        return
    pack(value)


@pytest.mark.parametrize(
    "structure",
    [
        [{"\0array": "0"}, {"\0array": "0"}, {"\0array": "1"}],
        {"a": {"\0array": "0"}, "b": [{"\0array": "1"}, {"\0array": "0"}]},
        [{"\0array": "0"}],
        [],
    ],
)
def test_each_array_has_one_place(structure):
    """An array with two places would be small on the wire and large in the judge; one without a place is not evidence."""
    _, tensors = pack([np.zeros(2), np.ones(2)])
    with pytest.raises(NotPlain):
        unpack(json.dumps(structure).encode(), tensors)


def test_the_same_array_in_two_places_is_sent_twice():
    array = np.arange(3)
    first, second = copy([array, array])
    first += 1
    assert (first.tolist(), second.tolist()) == ([1, 2, 3], [0, 1, 2])


@pytest.mark.parametrize("dtype, size", [("C64", 8), ("BF16", 2), ("F8_E4M3", 1), ("F4", 1)])
def test_forged_arrays_of_other_types_than_numbers_do_not_arrive(dtype, size):
    # safetensors can read complex numbers, but `pack` never writes them, and no judge expects them.
    tensors = forged_tensors({"0": {"dtype": dtype, "shape": [1], "data_offsets": [0, size]}}, b"\1" * size)
    with pytest.raises(NotPlain):
        unpack(json.dumps({"\0array": "0"}).encode(), tensors)


@pytest.mark.parametrize(
    "structure",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"1" * 5000,
        b'{"\\u0000array": "7"}',
        b'{"\\u0000array": ["0"]}',
        b'{"\\u0000array": {}}',
        b'{"\\u0000array": null}',
        b"cos\nsystem\n(S'true'\ntR.",  # a pickle
    ],
)
def test_forged_structures_are_not_evidence(structure):
    with pytest.raises(NotPlain):
        unpack(structure, b"")


@pytest.mark.parametrize("structure", [nested(MAX_DEPTH + 1), {"\0other": 1}, {"\0array": "0", "more": 1}])
def test_structures_that_pack_never_writes_are_not_evidence(structure):
    _, tensors = pack(np.zeros(1))
    with pytest.raises(NotPlain):
        unpack(json.dumps(structure).encode(), tensors)


@many
@given(st.data())
def test_a_message_that_lost_or_changed_a_byte_is_refused_or_still_plain(data):
    structure, tensors = pack({"a": [1.5, "x", None], "w": np.arange(6.0).reshape(2, 3)})
    damaged = bytearray(tensors)
    place = data.draw(st.integers(0, len(damaged) - 1))
    damaged[place] = data.draw(st.integers(0, 255))
    damaged = bytes(damaged)[: data.draw(st.integers(0, len(damaged)) | st.just(len(damaged)))]
    try:
        value = unpack(structure, damaged)
    except NotPlain:
        return
    pack(value)


@pytest.mark.parametrize("kind", [list, tuple])
def test_a_summary_is_fit_for_json_wherever_an_array_is(kind):
    long, short = np.zeros(100), np.arange(3)
    shown = summary({"data": kind([long, kind([short])])})
    assert json.loads(json.dumps(shown))["data"][1] == [[0, 1, 2]]
    assert shown["data"][0]["shape"] == [100]
