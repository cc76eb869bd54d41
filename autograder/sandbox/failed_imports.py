"""Continue a cell after an error due to a missing package or device: run its other statements, and note each error.

If an import fails, its other names are imported. A `try` in the notebook stays unchanged, since it handles the failure itself.
"""

import ast
import builtins
import sys
from collections.abc import Callable, Iterator
from typing import Any

from IPython.core.interactiveshell import ExecutionResult, InteractiveShell

from autograder.checks.exception_messages import needs_what_is_missing
from autograder.checks.missing import NotImported, is_colab, stand_in

HOOK = "__import_failed__"
CAUGHT = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
Note = Callable[[BaseException], None]


def continue_past_failed_imports(shell: InteractiveShell, note: Note) -> None:
    """Make `shell` run the rest of a cell after such an error, and call `note` with each error."""

    def failed(module: str, name: str, asked: str) -> Any:
        """Return the stand-in for a failed import; called in its handler."""
        error = sys.exc_info()[1]
        assert isinstance(error, ImportError)
        replaced = stand_in(error, module, name)
        if isinstance(replaced, NotImported):
            note(error)
            if asked in sys.modules:  # `import torch.nonsense`: the package itself exists
                return sys.modules[asked]
        return replaced

    original = shell.run_code

    async def run_code(code: Any, result: ExecutionResult | None = None, *, async_: bool = False) -> bool:
        stopped: bool = await original(code, result, async_=async_)
        error = result.error_in_exec if stopped and result is not None else None
        if result is not None and error is not None and needs_what_is_missing(error):
            note(error)
            result.error_in_exec = None
            return False
        return stopped

    setattr(builtins, HOOK, failed)
    shell.run_code = run_code  # type: ignore[method-assign]
    shell.ast_transformers.append(_FailingImports())


class _FailingImports(ast.NodeTransformer):
    """Bind a stand-in for each name that cannot be imported, unless the notebook catches the failure: for all modules in a cell's
    top-level statements, and for Colab's in functions, too.
    """

    def __init__(self) -> None:
        self._caught = self._in_function = False

    def visit_Import(self, node: ast.Import) -> list[ast.stmt]:
        names = [ast.copy_location(ast.Import([alias]), node) for alias in node.names]
        return [self._or_stand_in(single, alias, alias.name, "") for single, alias in zip(names, node.names, strict=True)]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> list[ast.stmt]:
        module = "." * node.level + (node.module or "")
        if module == "__future__":
            return [node]
        names = [ast.copy_location(ast.ImportFrom(node.module, [alias], node.level), node) for alias in node.names]
        return [self._or_stand_in(single, alias, module, alias.name) for single, alias in zip(names, node.names, strict=True)]

    def _or_stand_in(self, single: ast.stmt, alias: ast.alias, module: str, name: str) -> ast.stmt:
        if self._caught or (self._in_function and not is_colab(module, name)):
            return single
        bound = alias.asname or alias.name.partition(".")[0]
        asked = "" if name or alias.asname else bound
        call = ast.Call(ast.Name(HOOK, ast.Load()), [ast.Constant(module), ast.Constant(name), ast.Constant(asked)], [])
        bind = ast.Expr(call) if bound == "*" else ast.Assign([ast.Name(bound, ast.Store())], call)
        handler = ast.ExceptHandler(ast.Name("ImportError", ast.Load()), None, [bind])
        return ast.fix_missing_locations(ast.copy_location(ast.Try([single], [handler], [], []), single))

    def visit_Try(self, node: Any) -> ast.AST:
        node.body = self._visited(node.body, caught=self._caught or any(map(_catches, node.handlers)))
        for part in ("handlers", "orelse", "finalbody"):
            setattr(node, part, self._visited(getattr(node, part), self._caught))
        return node

    def visit_With(self, node: Any) -> ast.AST:
        node.body = self._visited(node.body, caught=self._caught or any(map(_suppresses, node.items)))
        return node

    visit_TryStar, visit_AsyncWith = visit_Try, visit_With

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> ast.AST:
        before = self._in_function, self._caught
        self._in_function, self._caught = True, False
        try:
            return self.generic_visit(node)
        finally:
            self._in_function, self._caught = before

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

    def _visited(self, statements: list[Any], caught: bool) -> list[Any]:
        before, self._caught = self._caught, caught
        try:
            return list(self._each(statements))
        finally:
            self._caught = before

    def _each(self, statements: list[Any]) -> Iterator[ast.AST]:
        for statement in statements:
            visited = self.visit(statement)
            yield from visited if isinstance(visited, list) else [visited]


def _catches(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches a failed import; an unknown handler is assumed to."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(not isinstance(kind, ast.Name) or kind.id in CAUGHT or not hasattr(builtins, kind.id) for kind in kinds)


def _suppresses(item: ast.withitem) -> bool:
    """Whether this is contextlib's `suppress(…)`."""
    function = item.context_expr.func if isinstance(item.context_expr, ast.Call) else None
    return (
        isinstance(function, (ast.Name, ast.Attribute))
        and (function.id if isinstance(function, ast.Name) else function.attr) == "suppress"
    )
