"""Library settings during a probe: the defaults, whatever the notebook changed.

A notebook may end with gradients disabled, with warnings as errors or with channels first. Checks that passed before such a cell
must pass after it. The student's settings are restored when the probe ends. A model that was built under a setting keeps it.
"""

import contextlib
import copy
import locale
import logging
import os
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import numpy as np

LEAST_RECURSION = 1000  # Python's own limit
AS_THE_STUDENT_SET_IT = object()  # instead of a default: the student's value also holds in the probe, and is restored


@dataclass(frozen=True)
class Setting:
    """A global setting of a library: how to read and write it, and its default."""

    read: Callable[[], Any]
    write: Callable[[Any], object]
    default: Any = AS_THE_STUDENT_SET_IT

    def enter(self, stack: contextlib.ExitStack) -> None:
        """Set the default, and restore the student's value when `stack` closes."""
        stack.callback(self.write, self.read())
        if self.default is not AS_THE_STUDENT_SET_IT:
            self.write(self.default)


@contextlib.contextmanager
def defaults() -> Iterator[None]:
    """Set Python and each imported library to its defaults; restore random states, working folder and settings afterwards."""
    with contextlib.ExitStack() as stack:
        _python(stack)
        _numpy(stack)
        if "torch" in sys.modules:
            _torch(stack)
        if "tensorflow" in sys.modules and "keras" in sys.modules:
            _keras(stack)
        yield


def instead_of_compile(model: Any = None, *args: Any, **options: Any) -> Any:
    """Replaces `torch.compile`, as a function or a decorator: returns its argument unchanged.

    The compiler needs programs that a submission may not start, and a compiled model hides its layers from a probe.
    """
    return (lambda function: function) if model is None else model


def _python(stack: contextlib.ExitStack) -> None:
    # Python refuses to lower it again if the stack is deeper now than it was then.
    with contextlib.suppress(RecursionError):
        stack.callback(_lower_recursion_limit, sys.getrecursionlimit())
        sys.setrecursionlimit(max(LEAST_RECURSION, sys.getrecursionlimit()))
    Setting(random.getstate, random.setstate).enter(stack)
    Setting(lambda: locale.setlocale(locale.LC_NUMERIC), lambda v: locale.setlocale(locale.LC_NUMERIC, v), "C").enter(stack)
    with contextlib.suppress(OSError):  # the folder has been removed
        stack.callback(_go_back, os.getcwd())
    stack.enter_context(warnings.catch_warnings())
    warnings.simplefilter("ignore")


def _lower_recursion_limit(limit: int) -> None:
    with contextlib.suppress(RecursionError):
        sys.setrecursionlimit(limit)


def _go_back(folder: str) -> None:
    with contextlib.suppress(OSError):
        os.chdir(folder)


def _numpy(stack: contextlib.ExitStack) -> None:
    Setting(np.random.get_state, np.random.set_state).enter(stack)
    stack.enter_context(np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"))
    stack.enter_context(np.printoptions())


def _torch(stack: contextlib.ExitStack) -> None:
    import torch

    for setting in (
        Setting(torch.get_rng_state, torch.set_rng_state),
        Setting(torch.get_default_dtype, torch.set_default_dtype, torch.float32),
        # The networks are small: a second thread gains nothing, and costs many times the work on a busy machine.
        Setting(torch.get_num_threads, torch.set_num_threads, 1),
        Setting(torch.is_grad_enabled, torch.set_grad_enabled, True),
        Setting(torch.get_deterministic_debug_mode, torch.set_deterministic_debug_mode, 0),
        Setting(torch.get_float32_matmul_precision, torch.set_float32_matmul_precision, "highest"),
        Setting(_anomaly, lambda modes: torch.set_anomaly_enabled(*modes), (False, True)),
        Setting(_function_modes, _set_function_modes, ([], None)),
        *(
            Setting(lambda d=device: torch.is_autocast_enabled(d), lambda v, d=device: torch.set_autocast_enabled(d, v), False)  # type: ignore[misc]
            for device in ("cpu", "cuda")
        ),
    ):
        setting.enter(stack)
    stack.enter_context(torch.inference_mode(False))
    stack.enter_context(mock.patch.object(torch, "compile", instead_of_compile))
    if "torch._dynamo" in sys.modules and hasattr(torch.compiler, "set_stance"):  # models that the student compiled earlier
        stack.enter_context(torch.compiler.set_stance("force_eager"))


def _anomaly() -> tuple[bool, bool]:
    import torch

    return torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled()


def _function_modes() -> tuple[list[Any], Any]:
    """The modes through which every torch function passes, and the one of them that `set_default_device` made."""
    import torch
    from torch.overrides import _get_current_function_mode_stack

    return list(_get_current_function_mode_stack()), getattr(torch._GLOBAL_DEVICE_CONTEXT, "device_context", None)


def _set_function_modes(modes: tuple[list[Any], Any]) -> None:
    import torch
    from torch.overrides import _get_current_function_mode_stack, _pop_mode, _push_mode

    for _ in _get_current_function_mode_stack():
        _pop_mode()
    active, torch._GLOBAL_DEVICE_CONTEXT.device_context = modes
    for mode in active:
        _push_mode(mode)


def _keras(stack: contextlib.ExitStack) -> None:
    """Keras and TensorFlow have no public way to read their random state; TensorFlow logs its warnings past sys.stderr."""
    import keras
    import tensorflow
    from keras.src.backend.common import global_state
    from tensorflow.python.eager import context
    from tensorflow.python.framework import config

    stack.enter_context(context.eager_mode())
    for name in ("global_random_seed", "global_seed_generator"):
        value = global_state.get_global_attribute(name)
        stack.callback(global_state.set_global_attribute, name, value)
        if name == "global_seed_generator" and value is not None:
            stack.callback(value.state.assign, value.state.numpy())
    logger = logging.getLogger("tensorflow")
    Setting(lambda: logger.level, logger.setLevel, logging.ERROR).enter(stack)
    eager = vars(context.context())
    stack.callback(eager.update, {name: copy.copy(eager[name]) for name in ("_seed", "_rng") if name in eager})
    settings = [
        Setting(keras.config.floatx, keras.config.set_floatx, "float32"),
        Setting(keras.config.epsilon, keras.config.set_epsilon, 1e-7),
        Setting(keras.config.image_data_format, keras.config.set_image_data_format, "channels_last"),
        Setting(  # None: the policy of floatx
            lambda: global_state.get_global_attribute("dtype_policy"),
            lambda policy: global_state.set_global_attribute("dtype_policy", policy),
            None,
        ),
        Setting(keras.config.is_traceback_filtering_enabled, _filter_tracebacks, True),
        Setting(tensorflow.config.functions_run_eagerly, tensorflow.config.run_functions_eagerly, False),
        Setting(tensorflow.config.optimizer.get_jit, lambda jit: tensorflow.config.optimizer.set_jit(jit or False), False),
        Setting(config.is_op_determinism_enabled, _set_determinism, False),
        Setting(_checks_numerics, _check_numerics, False),
    ]
    if hasattr(keras.config, "max_epochs"):  # since Keras 3.12
        settings.append(Setting(keras.config.max_epochs, keras.config.set_max_epochs, None))
        settings.append(Setting(keras.config.max_steps_per_epoch, keras.config.set_max_steps_per_epoch, None))
    for setting in settings:
        setting.enter(stack)


def _filter_tracebacks(enabled: bool) -> None:
    import keras

    (keras.config.enable_traceback_filtering if enabled else keras.config.disable_traceback_filtering)()


def _set_determinism(enabled: bool) -> None:
    from tensorflow.python.framework import config

    (config.enable_op_determinism if enabled else config.disable_op_determinism)()


def _checks_numerics() -> bool:
    from tensorflow.python.debug.lib import check_numerics_callback

    return hasattr(check_numerics_callback._state, "check_numerics_callback")


def _check_numerics(enabled: bool) -> None:
    import tensorflow

    (tensorflow.debugging.enable_check_numerics if enabled else tensorflow.debugging.disable_check_numerics)()
