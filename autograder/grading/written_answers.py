"""Find the written answers in a submission: the text that the hand-out did not contain, at the place of each question.

Colab drops the metadata of cells, one key turns a text cell into a code cell, and students write above the cell or continue under a
heading. So the cells of the submission are aligned with those of the hand-out, and the answer to a question is the text that the student
added between the surrounding cells of the hand-out. Without a hand-out, only the name of a cell marks an answer.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from autograder.grading.answer_pictures import PictureTray
from autograder.model.language import mark, tr
from autograder.model.submission import NotebookCell
from autograder.model.verdict import AnswerPicture

SAME_TEXT, SAME_NAME, SAME_ID = 4, 3, 1  # weights; equal ids may be a coincidence
SIMILAR_TEXT = 0.6  # ratio from which a text counts as edited
SIMILAR_LINE = 0.8  # ratio from which a line counts as edited
COMPARED = 2_000  # characters of a text to compare letter by letter
COMPARISONS = 100  # of such texts, in total
MOST_CELLS = 10_000  # of a submission to examine
HEADING = re.compile(r"#{1,6}\s")
MISSING = mark("The notebook does not contain the cell of this question.")
ELSEWHERE = mark("The place of this question is empty. This text is from other places in the notebook.")


@dataclass(frozen=True)
class FoundAnswer:
    """The answer to one question; `remark` explains an empty or incomplete answer."""

    text: str = ""
    pictures: list[AnswerPicture] = field(default_factory=list)
    remark: str = ""


def find_answers(
    cells: Sequence[NotebookCell], handouts: Sequence[Sequence[NotebookCell]], questions: Sequence[str]
) -> dict[str, FoundAnswer]:
    """Return the answer to each question, by name; `handouts` are the cells of the hand-out in each language."""
    tray = PictureTray()
    aligned = max((_Alignment(handout, cells) for handout in handouts), key=lambda one: one.total, default=None)
    taken = set[int]()
    answers, empty = dict[str, FoundAnswer](), list[str]()
    for name in questions:
        if aligned is None or not aligned.total or name not in aligned.names:
            found, missing = list(_by_name(cells, name)), bool(cells) and all(cell.name != name for cell in cells)
        else:
            found, missing = aligned.answer(name, taken)
            empty += [] if found else [name]
        answers[name] = _readable(found, [MISSING] if missing else [], tray)
    elsewhere = aligned.elsewhere(taken) if aligned and empty else []
    if elsewhere:
        answers |= {name: _readable(elsewhere, [ELSEWHERE], tray) for name in empty}
    return answers


def _readable(found: Sequence[tuple[NotebookCell, str]], remarks: list[str], tray: PictureTray) -> FoundAnswer:
    """Join the parts of an answer: pairs of a cell and the student's text in it."""
    texts, pictures = list[str](), list[AnswerPicture]()
    for cell, text in found:
        taken = tray.take(text, cell.attachments)
        texts.append(taken.text.strip())
        pictures += taken.pictures
        remarks += taken.remarks
    return FoundAnswer("\n\n".join(filter(None, texts)), pictures, " ".join(dict.fromkeys(map(tr, remarks))))


def _by_name(cells: Sequence[NotebookCell], name: str) -> Iterator[tuple[NotebookCell, str]]:
    """The cells with this name, each followed by the text cells below it up to a heading, which may be the course's text."""
    going_on = False
    for cell in cells:
        if cell.name == name:  # of any kind; a copied cell has the same name
            going_on = True
            yield cell, cell.source
        elif cell.name is not None or cell.kind == "code" or HEADING.match(cell.source.lstrip()):
            going_on = False
        elif going_on:
            yield cell, cell.source


class _Alignment:
    """An alignment of the submission's cells with the hand-out's: in order, with the largest agreement."""

    def __init__(self, handout: Sequence[NotebookCell], cells: Sequence[NotebookCell]):
        self._handout, self._cells = handout, cells[:MOST_CELLS]
        self._texts = {_squeezed(cell.source) for cell in handout}
        self.names = {cell.name for cell in handout if cell.name}
        self.total, self._place = self._agreeing()  # index in the hand-out → index in the submission
        self._add_edited()

    def answer(self, name: str, taken: set[int]) -> tuple[list[tuple[NotebookCell, str]], bool]:
        """The parts of the answer to question `name`, and whether its cell is missing; parts are noted in `taken`."""
        question = next(i for i, cell in enumerate(self._handout) if cell.name == name)
        first = self._first_of(question)
        before = max((self._place[i] for i in range(first) if i in self._place), default=-1)
        after = min(
            (self._place[i] for i in range(question + 1, len(self._handout)) if i in self._place), default=len(self._cells)
        )
        own = {self._place[i]: self._handout[i] for i in range(first, question + 1) if i in self._place}
        named = {j for j, cell in enumerate(self._cells) if cell.name == name}
        places = sorted((set(range(before + 1, after)) | named) - taken)
        taken.update(places)
        parts = [(self._cells[j], self._written(self._cells[j], question, own.get(j), j in named)) for j in places]
        if after < len(self._cells):
            parts.append((self._cells[after], self._in_front(after)))
        parts = [(cell, text) for cell, text in parts if text.strip()]
        untouched = question in self._place or named or any(self._cells[j].kind != "code" for j in places if j not in own)
        return parts, not parts and not untouched

    def elsewhere(self, taken: set[int]) -> list[tuple[NotebookCell, str]]:
        """The student's texts in text cells outside every question's place, as parts of an answer."""
        given = {j: self._handout[i] for i, j in self._place.items()}
        parts = []
        for j, cell in enumerate(self._cells):
            if j not in taken and cell.kind != "code" and _squeezed(cell.source) not in self._texts:
                parts.append((cell, _other_lines(given[j].source, cell.source) if j in given else cell.source))
        return [(cell, text) for cell, text in parts if text.strip()]

    def _first_of(self, question: int) -> int:
        """The question's first cell: the text cells directly above the answer's cell belong to the question."""
        first = question
        while first > 0 and self._handout[first - 1].kind != "code" and self._handout[first - 1].name is None:
            first -= 1
        return first

    def _written(self, cell: NotebookCell, question: int, given: NotebookCell | None, named: bool) -> str:
        """The student's text in a cell at the question's place; `given` is the aligned cell of the hand-out, if any."""
        if _squeezed(cell.source) in self._texts:
            return cell.source if cell.attachments else ""
        if cell.kind == "code" and given is None and not named and not _is_prose(cell.source):
            return ""
        around = [given.source for given in self._handout[self._first_of(question) : question + 2] if given.kind != "code"]
        rest = _without(cell.source, around)  # the student may have merged two cells
        return _other_lines(given.source, rest) if given is not None and rest == cell.source else rest

    def _in_front(self, place: int) -> str:
        """The text above the hand-out's own text in the hand-out's cell below the question."""
        given = next(self._handout[i] for i, j in self._place.items() if j == place)
        cell = self._cells[place]
        if "code" in (given.kind, cell.kind) or not given.source.strip():
            return ""
        front, found, _ = cell.source.partition(given.source.strip())
        return front if found else ""

    def _agreeing(self) -> tuple[int, dict[int, int]]:
        """The heaviest chain of pairs that agree in text, name or id."""
        by_text, by_name, by_id = (defaultdict[str, list[int]](list) for _ in range(3))
        for i, cell in enumerate(self._handout):
            by_text[_squeezed(cell.source)].append(i)
            by_name[cell.name or ""].append(i)
            by_id[cell.id or ""].append(i)
        for agreeing in (by_text, by_name, by_id):
            agreeing.pop("", None)
        # best[i]: the heaviest chain that ends with cell i of the hand-out, as (weight, i, j, the chain before).
        best: dict[int, tuple[int, int, int, object]] = {}
        for j, cell in enumerate(self._cells):
            weights = defaultdict[int, int](int)
            for agreeing, key, weight in (
                (by_text, _squeezed(cell.source), SAME_TEXT),
                (by_name, cell.name or "", SAME_NAME),
                (by_id, cell.id or "", SAME_ID),
            ):
                for i in agreeing.get(key, ()):
                    weights[i] += weight
            for i in sorted(weights, reverse=True):
                before = max((chain for at, chain in best.items() if at < i), key=lambda chain: chain[0], default=None)
                weight = weights[i] + (before[0] if before else 0)
                if i not in best or weight > best[i][0]:
                    best[i] = (weight, i, j, before)
        chain: object = max(best.values(), key=lambda chain: chain[0], default=None)
        total, place = chain[0] if isinstance(chain, tuple) else 0, dict[int, int]()
        while isinstance(chain, tuple):
            _, i, j, chain = chain
            place[i] = j
        return total, place

    def _add_edited(self) -> None:
        """Align the remaining text cells of the hand-out with edited ones between the same neighbors."""
        left = COMPARISONS
        for i, given in enumerate(self._handout):
            if i in self._place or given.kind == "code" or given.name or not given.source.strip():
                continue
            start = max((j for k, j in self._place.items() if k < i), default=-1) + 1
            stop = min((j for k, j in self._place.items() if k > i), default=len(self._cells))
            for j in range(start, stop):
                if self._cells[j].kind == "code" or self._cells[j].name or not left:
                    continue
                left -= 1
                if _is_edited(given.source, self._cells[j].source):
                    self._place[i] = j
                    break


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _is_edited(given: str, text: str) -> bool:
    """Whether `text` is an edited version of `given`: it contains all of it, or most."""
    given, text = given.strip(), text.strip()
    if given in text:
        return True
    compared = SequenceMatcher(None, given[:COMPARED], text[:COMPARED], autojunk=False)
    return (
        compared.real_quick_ratio() >= SIMILAR_TEXT
        and compared.quick_ratio() >= SIMILAR_TEXT
        and compared.ratio() >= SIMILAR_TEXT
    )


def _without(text: str, given: Sequence[str]) -> str:
    """`text` without those of the texts `given` that it contains completely."""
    for one in filter(None, map(str.strip, given)):
        if one in text:
            text = "\n\n".join(part.strip() for part in text.split(one, 1) if part.strip())
    return text


def _other_lines(given: str, text: str) -> str:
    """The lines of `text` that are not lines of `given`, edited or not."""
    theirs = [_squeezed(line)[:COMPARED] for line in given.splitlines() if line.strip()]
    lines = text.splitlines()
    if len(theirs) * len(lines) > COMPARISONS**2:
        return text
    return "\n".join(line for line in lines if not line.strip() or not any(_is_mended(one, line) for one in theirs)).strip()


def _is_mended(given: str, line: str) -> bool:
    line = _squeezed(line)[:COMPARED]
    compared = SequenceMatcher(None, given, line, autojunk=False)
    return given == line or (
        compared.real_quick_ratio() >= SIMILAR_LINE
        and compared.quick_ratio() >= SIMILAR_LINE
        and compared.ratio() >= SIMILAR_LINE
    )


def _is_prose(source: str) -> bool:
    """Whether a code cell is prose: not valid Python, or only comments and strings, printed or not."""
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError):
        return bool(re.search(r"\w", source)) and not re.search(r"^\s*[%!]", source, re.M)
    except (RecursionError, MemoryError):
        return False
    return all(_is_text(statement) for statement in statements)


def _is_text(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, (ast.Expr, ast.Assign)) else None
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print" and value.args:
        return all(isinstance(argument, ast.Constant) and isinstance(argument.value, str) for argument in value.args)
    return isinstance(value, ast.Constant) and isinstance(value.value, str)
