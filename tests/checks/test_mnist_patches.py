"""torchvision and Keras load MNIST from the package, imported before or after the patch, without a network."""

import socket
import subprocess
import sys

import numpy as np
import pytest
from torchvision import datasets

from autograder.checks import mnist, mnist_patches

FIRST_LABELS = {"train": [5, 0, 4, 1, 9, 2, 1, 3, 1, 4], "test": [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]}
NO_NETWORK = """
import socket
def refuse(*arguments):
    raise OSError("no network here")
socket.socket.connect = socket.getaddrinfo = refuse
"""
KERAS = """
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
assert x_train.shape == (60000, 28, 28) and x_train.dtype == "uint8"
assert y_train[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4] and y_train.shape == (60000,)
assert x_test.shape == (10000, 28, 28) and y_test[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
x_train[:] = 0
assert keras.datasets.mnist.load_data(path="mnist.npz")[0][0].any()
from keras.datasets import mnist
assert mnist.load_data()[0][0].any()
"""


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*arguments):
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def served(monkeypatch, no_network):
    """torchvision with the package's files, for this test only."""
    monkeypatch.setattr(datasets.MNIST, "download", datasets.MNIST.download)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    mnist_patches.serve()


@pytest.mark.parametrize("root", ["data", "some/deeper/folder", "자료"])
def test_torchvision_takes_mnist_from_the_package(served, tmp_path, root):
    train = datasets.MNIST(tmp_path / root, train=True, download=True)
    test = datasets.MNIST(str(tmp_path / root), train=False, download=True)
    assert (len(train), len(test)) == (60_000, 10_000)
    assert np.array_equal(train.data.numpy(), mnist.load("train")[0])
    assert np.array_equal(test.targets.numpy(), mnist.load("test")[1])
    assert test[0][1] == FIRST_LABELS["test"][0]


def test_a_second_time_nothing_is_written(served, tmp_path):
    datasets.MNIST(tmp_path, download=True)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    datasets.MNIST(tmp_path, download=True)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_serving_twice_is_serving_once(served):
    method = datasets.MNIST.download
    mnist_patches.serve()
    assert datasets.MNIST.download is method


def test_without_download_nothing_appears(served, tmp_path):
    with pytest.raises(RuntimeError, match="download"):
        datasets.MNIST(tmp_path, download=False)
    assert not list(tmp_path.rglob("*ubyte*"))


@pytest.mark.parametrize("other", [datasets.FashionMNIST, datasets.KMNIST])
def test_other_sets_do_not_get_mnists_files(served, tmp_path, other, monkeypatch):
    with pytest.raises((RuntimeError, OSError)):
        other(tmp_path, download=True)
    assert not list(tmp_path.rglob("*ubyte"))


def test_a_students_subclass_of_mnist_is_served_too(served, tmp_path):
    # Many students write one that keeps the images as tensors. torchvision names the folder after the class.
    class FastMNIST(datasets.MNIST):
        def __getitem__(self, index):
            return self.data[index], int(self.targets[index])

    assert FastMNIST(tmp_path, train=False, download=True)[0][1] == FIRST_LABELS["test"][0]


def test_a_students_subclass_of_the_same_name_is_served_too(served, tmp_path):
    class MNIST(datasets.MNIST):
        pass

    assert len(MNIST(tmp_path, train=False, download=True)) == 10_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "start",
    [
        "from autograder.checks import mnist_patches; mnist_patches.serve(); import keras",
        "import keras; from autograder.checks import mnist_patches; mnist_patches.serve()",
        "from autograder.checks import mnist_patches; mnist_patches.serve(); from tensorflow import keras",
    ],
)
def test_keras_takes_mnist_from_the_package(start):
    done = subprocess.run([sys.executable, "-c", NO_NETWORK + start + KERAS], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]


def test_torchvision_that_is_imported_later_is_served(tmp_path):
    said = f"{NO_NETWORK}from autograder.checks import mnist_patches; mnist_patches.serve(); from torchvision import datasets\n"
    said += f"assert len(datasets.MNIST({str(tmp_path)!r}, download=True)) == 60_000"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]


def test_nothing_is_imported_for_it():
    said = "import sys; from autograder.checks import mnist_patches; mnist_patches.serve(); assert not {'torch', 'keras'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
