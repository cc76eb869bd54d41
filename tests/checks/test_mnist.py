"""The package's MNIST: the files themselves, and held-out images."""

import hashlib
import multiprocessing

import numpy as np
import pytest

from autograder.checks import mnist

FIRST_LABELS = {"train": [5, 0, 4, 1, 9, 2, 1, 3, 1, 4], "test": [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]}


# --- the files


def test_the_files_are_those_that_were_distributed():
    listed = [line.split() for line in (mnist.FOLDER / "SHA256SUMS").read_text().splitlines() if line.strip()]
    assert len(listed) == 4
    for digest, name in listed:
        assert hashlib.sha256((mnist.FOLDER / name.lstrip("*")).read_bytes()).hexdigest() == digest
    assert {name.lstrip("*") for _, name in listed} == {path.name for path in mnist.FOLDER.glob("*.gz")}


@pytest.mark.parametrize("split, size", [("train", 60_000), ("test", 10_000)])
def test_whole_sets(split, size):
    images, labels = mnist.load(split)
    assert (images.shape, images.dtype) == ((size, 28, 28), np.uint8)
    assert (labels.shape, labels.dtype) == ((size,), np.uint8)
    assert labels[:10].tolist() == FIRST_LABELS[split]
    assert np.bincount(labels).min() > 0.08 * size
    assert (images.min(), images.max()) == (0, 255)


@pytest.mark.parametrize("split", ["train", "test"])
@pytest.mark.parametrize("count", [0, 1, 10, 2000])
def test_the_first_images_of_a_set(split, count):
    images, labels = mnist.load(split, count)
    assert np.array_equal(images, mnist.load(split)[0][:count])
    assert np.array_equal(labels, mnist.load(split)[1][:count])


def test_a_set_that_was_loaded_cannot_be_spoilt_for_others():
    # `load` caches the arrays, so they are shared.
    images, labels = mnist.load("test", 10)
    for array in (images, labels):
        with pytest.raises(ValueError):
            array[0] = 0
    assert mnist.load("test", 10)[1].tolist() == FIRST_LABELS["test"]


# --- held-out images


def test_held_out_images_repeat_for_the_same_seed_and_differ_for_another():
    first, again, other = (mnist.held_out(20, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert np.array_equal(first[0], again[0])
    assert np.array_equal(first[1], again[1])
    assert not np.array_equal(first[0], other[0])


def test_held_out_images_are_none_of_the_stored_ones():
    images, labels = mnist.held_out(300, np.random.default_rng(0))
    assert (images.shape, images.dtype) == ((300, 28, 28), np.uint8)
    assert (labels.shape, labels.dtype) == ((300,), np.int64)
    stored = {image.tobytes() for split in ("train", "test") for image in mnist.load(split)[0]}
    assert not any(image.tobytes() in stored for image in images)


def correlations(images, stored):
    """The correlations of each image in one stack with each in another."""
    rows = [s.reshape(len(s), -1).astype(np.float32) for s in (images, stored)]
    rows = [(r - r.mean(axis=1, keepdims=True)) / r.std(axis=1, keepdims=True) for r in rows]
    return rows[0] @ rows[1].T / rows[0].shape[1]


def test_held_out_images_keep_the_labels_of_the_images_they_come_from():
    images, labels = mnist.held_out(150, np.random.default_rng(1))
    stored, their_labels = mnist.load("test")
    alike = correlations(images, stored)
    assert (their_labels[alike.argmax(axis=1)] == labels).mean() > 0.9  # the nearest neighbor may be another image
    assert np.median(alike.max(axis=1)) > 0.8  # only moved a little


def test_held_out_images_are_digits_still():
    images, _ = mnist.held_out(200, np.random.default_rng(2))
    originals = mnist.load("test")[0]
    ink = images.reshape(200, -1).mean(axis=1)
    assert abs(ink.mean() / originals.mean() - 1) < 0.1
    assert (ink > 5).all()
    assert images.max() > 200


def test_no_image_comes_twice():
    images, _ = mnist.held_out(500, np.random.default_rng(5))
    assert len({image.tobytes() for image in images}) == 500


# --- laying out


def test_files_that_are_there_are_left(tmp_path):
    (tmp_path / "raw").mkdir()
    mine = tmp_path / "raw" / "train-labels-idx1-ubyte"
    mine.write_bytes(b"mine")
    mnist.lay_out(tmp_path / "raw")
    assert mine.read_bytes() == b"mine"
    assert sorted(path.name for path in mine.parent.iterdir()) == sorted(path.stem for path in mnist.FOLDER.glob("*.gz"))


def lay_out_when_all_are_ready(barrier, folders):
    barrier.wait(30)
    for folder in folders:
        mnist.lay_out(folder)


def test_two_processes_may_lay_out_one_folder_at_once(tmp_path):
    # Two notebooks that start together. Several folders, since the race may not happen in the first.
    folders = [tmp_path / str(i) / "MNIST" / "raw" for i in range(4)]
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(2)
    processes = [context.Process(target=lay_out_when_all_are_ready, args=(barrier, folders)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    for folder in folders:
        assert {path.name: path.stat().st_size for path in folder.iterdir()} == {
            "train-images-idx3-ubyte": 16 + 60_000 * 784,
            "train-labels-idx1-ubyte": 8 + 60_000,
            "t10k-images-idx3-ubyte": 16 + 10_000 * 784,
            "t10k-labels-idx1-ubyte": 8 + 10_000,
        }
