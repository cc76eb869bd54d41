"""The wire between judge and sandbox, over real pipes: messages arrive, and anything else is refused."""

import os
import pickle
import threading
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.model.evidence import pack
from autograder.sandbox.wire import HEADER, Wire, WireClosed, WireError, WireTimeout

SOON = 5.0  # seconds within which a sent message must arrive, even on a busy machine
many = settings(deadline=None, max_examples=60)


class Pipe:
    """A pipe with a Wire at its reading end; tests write raw bytes, or messages through `sender`, to the other end."""

    def __init__(self, accepted_bytes=2**20):
        self.read_fd, self.write_fd = os.pipe()
        self.receiver = Wire(self.read_fd, self.write_fd, accepted_bytes)
        self.sender = Wire(self.read_fd, self.write_fd)
        self._open = {self.read_fd, self.write_fd}

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        for fd in list(self._open):
            self.close(fd)

    def close(self, fd):
        self._open.remove(fd)
        os.close(fd)

    def put(self, data):
        """Write bytes that fit into the pipe's buffer, and close the pipe."""
        os.write(self.write_fd, data)
        self.close(self.write_fd)

    def receive(self):
        return self.receiver.receive(time.monotonic() + SOON)


@pytest.fixture
def pipe():
    with Pipe() as pipe:
        yield pipe


def frame(tag, body):
    return HEADER.pack(tag, len(body)) + body


def frames(structure, tensors):
    return frame(b"JSON", structure) + frame(b"TENS", tensors)


# --- messages


@pytest.mark.parametrize("message", [None, {"cost": 0.5, "names": ["a", "é", "글"]}, [], {"error": ""}])
def test_a_message_arrives(pipe, message):
    pipe.sender.send(message)
    assert pipe.receive() == message


def test_arrays_arrive(pipe):
    sent = {"w": np.arange(6, dtype=np.float32).reshape(2, 3), "rows": [np.zeros((0, 4)), np.array(True)]}
    pipe.sender.send(sent)
    got = pipe.receive()
    assert got["w"].tolist() == sent["w"].tolist()
    assert got["w"].dtype == np.float32
    assert [row.shape for row in got["rows"]] == [(0, 4), ()]


def test_messages_arrive_one_by_one_in_order(pipe):
    for i in range(20):
        pipe.sender.send({"i": i, "x": np.full(3, i)})
    assert [pipe.receive()["i"] for _ in range(20)] == list(range(20))


def test_a_message_larger_than_the_pipe_arrives():
    array = np.random.default_rng(0).integers(0, 256, 20 * 2**20, np.uint8)
    with Pipe(accepted_bytes=2**26) as pipe:
        writer = threading.Thread(target=pipe.sender.send, args=({"pixels": array},))
        writer.start()
        got = pipe.receiver.receive(time.monotonic() + 30)
        writer.join()
    assert np.array_equal(got["pixels"], array)


def test_both_ends_talk_to_each_other():
    down, up = os.pipe(), os.pipe()
    judge, child = Wire(up[0], down[1]), Wire(down[0], up[1])

    def answer():
        asked = child.receive(time.monotonic() + SOON)
        child.send({"answer": asked["x"] * 2})

    thread = threading.Thread(target=answer)
    thread.start()
    judge.send({"x": np.arange(3)})
    assert judge.receive(time.monotonic() + SOON)["answer"].tolist() == [0, 2, 4]
    thread.join()
    judge.close()
    child.close()
    with pytest.raises(OSError):
        os.fstat(up[0])


def test_a_wire_over_one_descriptor_closes_it_once():
    read_fd, write_fd = os.pipe()
    os.close(read_fd)
    Wire(write_fd, write_fd).close()
    with pytest.raises(OSError):
        os.fstat(write_fd)


# --- bytes that are not a message


def test_a_length_over_the_bound_is_refused_before_the_body_is_read(pipe):
    body = b"x" * 100
    os.write(pipe.write_fd, HEADER.pack(b"JSON", 2**20 + 1) + body)
    with pytest.raises(WireError, match="1048577 bytes"):
        pipe.receive()
    assert os.read(pipe.read_fd, 1000) == body  # the pipe still contains all of it


@pytest.mark.parametrize("length", [2**63, 2**64 - 1])
def test_an_absurd_length_is_refused(pipe, length):
    pipe.put(HEADER.pack(b"JSON", length))
    with pytest.raises(WireError, match=str(length)):
        pipe.receive()


def test_the_bound_holds_for_the_tensors_too(pipe):
    pipe.put(frame(b"JSON", b"1") + HEADER.pack(b"TENS", 2**40))
    with pytest.raises(WireError, match="announced"):
        pipe.receive()


def test_a_body_of_exactly_the_bound_is_read():
    structure = b'"' + b"x" * 98 + b'"'
    with Pipe(accepted_bytes=100) as pipe:
        pipe.put(frames(structure, b""))
        assert pipe.receive() == "x" * 98


@pytest.mark.parametrize("part", ["structure", "arrays"])
def test_what_is_no_numbers_is_bounded_over_all_messages(part):
    """Data other than numbers take many times their size when parsed, and a judge keeps the answers to a question."""
    message = ["x" * 600] if part == "structure" else [np.zeros(0)] * 7
    with Pipe() as pipe:
        pipe.receiver.structure_bytes = 1000
        pipe.sender.send(message)
        assert len(pipe.receive()) == len(message)
        pipe.sender.send(message)
        with pytest.raises(WireError, match="no numbers"):
            pipe.receive()


def test_a_list_of_arrays_over_the_bound_is_not_parsed(pipe):
    pipe.receiver.structure_bytes = 1000
    pipe.put(frames(b"1", (2**40).to_bytes(8, "little") + b"{" * 100))
    with pytest.raises(WireError, match="no numbers"):
        pipe.receive()


@pytest.mark.parametrize(
    "data", [frame(b"TENS", b""), frame(b"json", b"1"), frame(b"JSON", b"1") + frame(b"JSON", b"1"), frame(b"\0\0\0\0", b"1")]
)
def test_a_wrong_tag_is_refused(pipe, data):
    pipe.put(data)
    with pytest.raises(WireError, match="tagged"):
        pipe.receive()


@pytest.mark.parametrize("left", [0, 1, 11, 12, 13, 20, -13, -1])
def test_a_message_that_is_cut_off_is_a_closed_wire(pipe, left):
    whole = frames(b'{"cost": 1}', pack(np.zeros(3))[1])
    pipe.put(whole[:left])
    with pytest.raises(WireClosed):
        pipe.receive()


@pytest.mark.parametrize("said", [b"", b"JS", frame(b"JSON", b"1"), frame(b"JSON", b"12")[:-1], frames(b"1", b"12")[:-1]])
def test_silence_is_a_timeout(pipe, said):
    os.write(pipe.write_fd, said)
    start = time.monotonic()
    with pytest.raises(WireTimeout):
        pipe.receiver.receive(start + 0.05)
    assert time.monotonic() - start < SOON


def test_words_that_trickle_in_do_not_move_the_deadline(pipe):
    stop = threading.Event()

    def trickle():
        os.write(pipe.write_fd, HEADER.pack(b"JSON", 1000))
        while not stop.wait(0.02):
            os.write(pipe.write_fd, b" ")

    writer = threading.Thread(target=trickle)
    writer.start()
    start = time.monotonic()
    with pytest.raises(WireTimeout):
        pipe.receiver.receive(start + 0.2)
    assert time.monotonic() - start < 3
    stop.set()
    writer.join()


def test_a_deadline_that_has_passed_is_a_timeout(pipe):
    with pytest.raises(WireTimeout):
        pipe.receiver.receive(time.monotonic() - 1)


@pytest.mark.parametrize(
    ("structure", "tensors"),
    [
        (b"", b""),
        (b"{", b""),
        (b"not json", b""),
        (b'{"\\u0000array": "0"}', b""),
        (b"[" * 100_000, b""),
        (b"\x80\x04\x95", b""),
        (b"1", b"\xff" * 16),
        (b"1", b"\x08\0\0\0\0\0\0\0{}      trailing"),
        (pickle.dumps({"cost": 1}), b""),
        (b"1", pickle.dumps(np.zeros(3))),
    ],
    ids=lambda body: repr(body[:12]),
)
def test_forged_bodies_are_refused(structure, tensors):
    with Pipe() as pipe:
        writer = threading.Thread(target=pipe.put, args=(frames(structure, tensors),))
        writer.start()
        with pytest.raises(WireError):
            pipe.receive()
        writer.join()


class Detonator:
    """An object whose pickle runs code."""

    def __reduce__(self):
        return (exec, ("raise SystemExit('unpickled')",))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_is_refused_and_never_loaded(protocol):
    bomb = pickle.dumps(Detonator(), protocol)
    for structure, tensors in ((bomb, b""), (b"1", bomb)):
        with Pipe() as pipe:
            pipe.put(frames(structure, tensors))
            with pytest.raises(WireError):
                pipe.receive()


@many
@given(st.binary(max_size=400))
def test_random_bytes_are_refused(data):
    with Pipe() as pipe:
        pipe.put(data)
        with pytest.raises(WireError):
            pipe.receive()


@many
@given(st.binary(max_size=100), st.binary(max_size=300))
def test_random_bodies_are_refused_or_plain(structure, tensors):
    with Pipe() as pipe:
        pipe.put(frames(structure, tensors))
        try:
            got = pipe.receive()
        except WireError:
            return
    pack(got)


@many
@given(st.data())
def test_a_real_message_with_a_damaged_byte_is_refused_or_plain(data):
    damaged = bytearray(frames(*pack({"cost": 0.5, "w": np.arange(4.0)})))
    place = data.draw(st.integers(0, len(damaged) - 1))
    damaged[place] ^= data.draw(st.integers(1, 255))
    with Pipe() as pipe:
        pipe.put(bytes(damaged))
        try:
            got = pipe.receive()
        except WireError:
            return
    pack(got)


# --- writing


def test_writing_to_a_closed_pipe_is_a_closed_wire(pipe):
    pipe.close(pipe.read_fd)
    with pytest.raises(WireClosed):  # and SIGPIPE has not ended this process
        pipe.sender.send({"x": 1})


def test_the_reader_may_leave_in_the_middle_of_a_message(pipe):
    reader = threading.Thread(target=lambda: (os.read(pipe.read_fd, 10_000), pipe.close(pipe.read_fd)))
    reader.start()
    with pytest.raises(WireClosed):
        pipe.sender.send(np.zeros(2**20), time.monotonic() + SOON)
    reader.join()


def test_a_reader_that_does_not_read_is_a_timeout(pipe):
    start = time.monotonic()
    with pytest.raises(WireTimeout):
        pipe.sender.send(np.zeros(2**20), start + 0.05)
    assert time.monotonic() - start < SOON


def test_descriptors_above_1023_work(pipe):
    import fcntl
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1100:
        pytest.skip("this machine allows too few descriptors")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1100), hard))
    try:
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD, 1050) for fd in (pipe.read_fd, pipe.write_fd)]
        wire = Wire(*high)
        wire.send({"x": 1})
        assert wire.receive(time.monotonic() + SOON) == {"x": 1}
        wire.close()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
