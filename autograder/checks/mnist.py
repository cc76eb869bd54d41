"""MNIST, included in the package: the four files as distributed, in `data/mnist` (CC BY-SA 3.0, Y. LeCun and C. Cortes)."""

import gzip
import secrets
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse

FOLDER = Path(__file__).parent / "data" / "mnist"
PREFIX = {"train": "train", "test": "t10k"}
SIZE = {"train": 60_000, "test": 10_000}
MOVES, PADDED = 32, 30
Split = Literal["train", "test"]
_whole: set[Split] = set()  # files that have been read whole
_mapped: Path | None = None  # the folder of the extracted files, if they are to be mapped


def map_files(raw_folder: Path) -> None:
    """Let `load` map the files that `lay_out` put into `raw_folder`: processes share them, and a fork copies nothing."""
    global _mapped
    _mapped = raw_folder


def _read(name: str, header: int, count: int) -> np.ndarray:
    if _mapped:
        return np.asarray(np.memmap(_mapped / name, np.uint8, "r", header, (count,)))
    with gzip.open(FOLDER / f"{name}.gz") as file:
        file.read(header)
        return np.frombuffer(file.read(count), np.uint8)


@cache
def load(split: Split, count: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return the first `count` images, uint8 of shape (count, 28, 28), and labels, uint8 of shape (count,); all by default.

    The files are read once; the arrays are read-only.
    """
    if split in _whole and count is not None:
        images, labels = load(split)
        return images[:count], labels[:count]
    if count is None:
        _whole.add(split)
    count = SIZE[split] if count is None else count
    images = _read(f"{PREFIX[split]}-images-idx3-ubyte", 16, count * 784).reshape(count, 28, 28)
    return images, _read(f"{PREFIX[split]}-labels-idx1-ubyte", 8, count)


def held_out(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw `count` test images and move each a little, so that knowing MNIST and its labels does not help.

    Each is rotated by up to 6 degrees, scaled by 0.95 to 1.05 and shifted by up to 1 pixel, by one of `MOVES` random moves.
    Returns images, uint8 of shape (count, 28, 28), and labels, int64 of shape (count,).
    """
    images, labels = load("test")
    chosen = rng.choice(len(images), count, replace=False)
    padded = np.zeros((count, PADDED, PADDED), np.float32)
    padded[:, 1:-1, 1:-1] = images[chosen]
    rows, moved = padded.reshape(count, PADDED**2), np.empty((count, 28 * 28), np.float32)
    for i, move in enumerate(_draw_moves(rng, min(MOVES, count))):
        moved[i::MOVES] = rows[i::MOVES] @ move
    return np.rint(moved).astype(np.uint8).reshape(count, 28, 28), labels[chosen].astype(np.int64)


def _draw_moves(rng: np.random.Generator, count: int) -> "list[sparse.csc_array]":
    """Random moves by bilinear interpolation, as matrices: images with a black margin of one pixel, (n, 900) → (n, 784)."""
    from scipy import sparse

    angle, scale = np.deg2rad(rng.uniform(-6, 6, count)), rng.uniform(0.95, 1.05, count)
    turn = (np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) / scale).transpose(2, 0, 1)
    grid = np.indices((28, 28)).reshape(2, 784)
    center, shift = 13.5, rng.uniform(-1, 1, (count, 2, 1))
    # The source of each pixel; sources beyond the margin are black, like the margin.
    places = np.clip(turn @ (grid - center - shift) + center + 1, 0, PADDED - 1.001)
    corner = places.astype(int)
    down, right = (places - corner).swapaxes(0, 1)
    first = corner[:, 0] * PADDED + corner[:, 1]
    sources = first[:, :, None] + np.array([0, 1, PADDED, PADDED + 1])
    weights = np.stack([(1 - down) * (1 - right), (1 - down) * right, down * (1 - right), down * right], axis=2)
    columns = np.arange(0, 4 * 784 + 1, 4)  # each pixel has four sources
    drawn = zip(weights.astype(np.float32).reshape(count, -1), sources.reshape(count, -1), strict=True)
    return [sparse.csc_array((weight, source, columns), shape=(PADDED**2, 784)) for weight, source in drawn]


def lay_out(raw_folder: Path) -> None:
    """Put the extracted files where torchvision looks for them: `raw_folder` is <root>/MNIST/raw. Existing files stay.

    Files that `map_files` uses are linked, not extracted again.
    """
    raw_folder.mkdir(parents=True, exist_ok=True)
    for source in FOLDER.glob("*.gz"):
        target = raw_folder / source.stem
        if target.exists():
            continue
        if _mapped:
            target.symlink_to(_mapped / source.stem)
        else:
            # Written under a temporary name, then renamed: two notebooks that start together never read half a file.
            partial = target.with_suffix(f".{secrets.token_hex(8)}.partial")
            partial.write_bytes(gzip.decompress(source.read_bytes()))
            partial.replace(target)
