"""Evidence: the plain data that pass between a student's code and a judge.

Evidence consists of None, booleans, integers, floats, strings, lists, dictionaries with string keys, and NumPy arrays of booleans
or numbers. `pack` turns it into bytes (JSON for the structure, safetensors for the arrays; never pickle), `unpack` turns the
bytes back into new built-in objects, so that no object, subclass or `__eq__` of a student reaches a judge.
"""

import json
import sys
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from autograder.model.language import tr

Evidence = Any  # None | bool | int | float | str | list[Evidence] | dict[str, Evidence] | np.ndarray

MAX_DEPTH = 20
MAX_INT_BITS = 10_000  # digits; Python's own limit is slightly higher
ARRAY_KINDS = "biuf"
SHOWN, SHOWN_KEYS, SHOWN_CHARACTERS = 8, 12, 500  # items, keys and characters in a summary
ARRAY_KEY = "\0array"  # marks an array's place in the JSON structure; no key of a dictionary may start with NUL


class NotPlain(TypeError):
    """A value or bytes that are not evidence. The message names the part and the reason."""


def pack(value: Evidence) -> tuple[bytes, bytes]:
    """Return the JSON structure and the safetensors bytes of `value`. Torch tensors become NumPy arrays.

    Raises NotPlain if a part of `value` is not evidence.
    """
    arrays: dict[str, np.ndarray] = {}
    structure = _reduce(value, arrays, "value", 0)
    return json.dumps(structure, ensure_ascii=True).encode(), save(arrays) if arrays else b""


def unpack(structure: bytes, tensors: bytes) -> Evidence:
    """Rebuild packed evidence from new objects. Raises NotPlain for bytes that `pack` did not write."""
    try:
        arrays = load(tensors) if tensors else {}
        return _restore_all(json.loads(structure), arrays)
    except (ValueError, KeyError, RecursionError, SafetensorError, TypeError) as error:
        raise NotPlain(f"not evidence: {error}") from None


def plain(value: Evidence) -> Evidence:
    """Convert evidence to built-in objects; arrays may share memory with those of `value`. Raises NotPlain like `pack`."""
    arrays: dict[str, np.ndarray] = {}
    return _restore_all(_reduce(value, arrays, "value", 0), arrays)


def copy(value: Evidence) -> Evidence:
    """Copy evidence into new objects, as sending does. Raises NotPlain like `pack`."""
    return unpack(*pack(value))


def _reduce(value: Any, arrays: dict[str, np.ndarray], where: str, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise NotPlain(tr("{} is nested more than {} levels deep", where, MAX_DEPTH))
    if value is None or value is True or value is False:
        return value
    if isinstance(value, (str, int, float)) and not isinstance(value, np.generic):
        plain = _builtin(value)
        if isinstance(plain, int) and plain.bit_length() > MAX_INT_BITS:
            raise NotPlain(tr("{} is an integer of more than {} bits", where, MAX_INT_BITS))
        return plain
    if isinstance(value, (list, tuple)):
        return [_reduce(item, arrays, f"{where}[{i}]", depth + 1) for i, item in enumerate(value)]
    if isinstance(value, dict):
        return _reduce_dict(value, arrays, where, depth)
    array = _as_array(value, where)
    if array.dtype.kind not in ARRAY_KINDS:
        raise NotPlain(tr("{} is an array of {}, not of numbers", where, array.dtype))
    if isinstance(value, np.generic):
        return array.item()
    name = str(len(arrays))
    arrays[name] = array
    return {ARRAY_KEY: name}


def _builtin(value: str | int | float) -> str | int | float:
    if isinstance(value, str):
        return str.__str__(value)
    return int(value) if isinstance(value, int) else float(value)


def _reduce_dict(value: dict[Any, Any], arrays: dict[str, np.ndarray], where: str, depth: int) -> dict[str, Any]:
    reduced = {}
    for key, item in value.items():
        name = str.__str__(key) if isinstance(key, str) else None
        if name is None or name.startswith("\0"):
            raise NotPlain(tr("{} has the key {!r}, which is not a plain string", where, key))
        reduced[name] = _reduce(item, arrays, f"{where}[{name!r}]", depth + 1)
    return reduced


def _as_array(value: Any, where: str) -> np.ndarray:
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        try:
            value = value.detach().cpu().resolve_conj().resolve_neg()
            value = (value.float() if value.dtype is torch.bfloat16 else value).numpy()
        except (TypeError, ValueError, RuntimeError) as error:  # sparse, meta, not yet initialized, eight bits …
            raise NotPlain(tr("{} is a tensor that cannot become an array of numbers: {}", where, error)) from None
    if not isinstance(value, (np.ndarray, np.generic)):
        raise NotPlain(
            tr(
                "{} is of type {}; only numbers, strings, lists, dictionaries and arrays can be judged",
                where,
                type(value).__name__,
            )
        )
    array = np.asarray(value)
    if array.dtype == np.longdouble:  # more bits than safetensors has
        array = array.astype(np.float64)
    native = array.astype(array.dtype.newbyteorder("="), copy=False)
    return native if native.ndim == 0 else np.ascontiguousarray(native)


def header_bytes(tensors: bytes) -> int:
    """Return the declared length of the header in safetensors bytes; once parsed, it takes many times that size."""
    return int.from_bytes(tensors[:8], "little")


def _restore_all(structure: Any, arrays: dict[str, np.ndarray]) -> Evidence:
    """Put each array in its place. An array with several places is refused: it would be small on the wire but large in memory."""
    restored = _restore(structure, arrays, 0)
    if arrays:
        raise NotPlain(f"{len(arrays)} arrays have no place")
    return restored


def _restore(structure: Any, arrays: dict[str, np.ndarray], depth: int) -> Evidence:
    if depth > MAX_DEPTH:
        raise NotPlain("nested too deep")
    if isinstance(structure, list):
        return [_restore(item, arrays, depth + 1) for item in structure]
    if isinstance(structure, dict):
        if structure.keys() == {ARRAY_KEY}:
            return _of_numbers(arrays.pop(structure[ARRAY_KEY]))  # so a second place for it is an error
        if any(key.startswith("\0") for key in structure):
            raise NotPlain("a key starts with NUL")
        return {key: _restore(item, arrays, depth + 1) for key, item in structure.items()}
    return structure


def summary(value: Evidence) -> Any:
    """Summarize `value` for people as JSON data: small values in full, large ones by shape and range."""
    if isinstance(value, np.ndarray):
        return value.tolist() if value.size <= SHOWN else _array_summary(value)
    if isinstance(value, dict):
        shown_items = {key[:SHOWN_CHARACTERS]: summary(value[key]) for key in list(value)[:SHOWN_KEYS]}
        return shown_items if len(value) <= SHOWN_KEYS else shown_items | {"…": f"{len(value)} in all"}
    if isinstance(value, str):
        return value if len(value) <= SHOWN_CHARACTERS else f"{value[:SHOWN_CHARACTERS]}…"
    if isinstance(value, (list, tuple)):
        shown = [summary(item) for item in value[:SHOWN]]
        return shown if len(value) <= SHOWN else [*shown, f"… {len(value)} in all"]
    return value


def _array_summary(array: np.ndarray) -> dict[str, Any]:
    finite = np.isfinite(array)
    known = array if finite.all() else array[finite]
    spread = (
        {"min": float(known.min()), "mean": float(known.mean(dtype=np.float64)), "max": float(known.max())}
        if known.size
        else {}
    )
    return {"shape": list(array.shape), "dtype": str(array.dtype), **spread, "not_finite": int(array.size - known.size)}


def _of_numbers(array: np.ndarray) -> np.ndarray:
    if array.dtype.kind not in ARRAY_KINDS:  # safetensors also has complex numbers
        raise NotPlain(f"an array of {array.dtype}")
    return array
