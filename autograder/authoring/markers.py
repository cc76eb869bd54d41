"""Parse otter assign's markers in a master: the lines of solutions and prompts. Comments that resemble a marker are errors.

A misspelled marker would hand out its solution, so nothing is guessed: each comment must be exactly a marker, or clearly not one. A
comment resembles a marker if, apart from spaces, punctuation and typing errors, it begins with the words of a marker (ours or another
tool's), contains SOLUTION in capitals, or only announces a solution or an answer. Words to a student ("your answer here") are allowed.
"""

import ast
import io
import re
import tokenize
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache

BLANK = "..."
OPENING = ("BEGIN", "END", "START", "STOP")
LINE_MARKERS = ("SOLUTION", "SOLUTION NO PROMPT", "SEED", "IGNORE")  # at the end of the line that they mark
BLOCKS = {  # on separate lines: the beginning of a block, and its end
    "BEGIN SOLUTION": "END SOLUTION",
    "BEGIN SOLUTION NO PROMPT": "END SOLUTION",
    "BEGIN PROMPT": "END PROMPT",
    "BEGIN IGNORE": "END IGNORE",
}
MARKERS = (*LINE_MARKERS, *BLOCKS, *dict.fromkeys(BLOCKS.values()))
# Markers of other tools, and likely variants, with the marker that was meant. They would have no effect here.
FOREIGN = {
    "BEGIN QUESTION": "", "END QUESTION": "", "BEGIN TESTS": "", "END TESTS": "", "BEGIN TEST CONFIG": "", "END TEST CONFIG": "",
    "ASSIGNMENT CONFIG": "", "EXPORT": "", "EXTERNAL FILES": "", "HIDDEN": "", "MANUAL": "", "BEGIN MANUAL": "", "END MANUAL": "",
    "BEGIN HIDDEN TESTS": "", "END HIDDEN TESTS": "", "BEGIN MARK SCHEME": "", "END MARK SCHEME": "", "AUTOTEST": "", "HASHED AUTOTEST": "",
    "BEGIN": "BEGIN SOLUTION", "START": "BEGIN SOLUTION", "END": "END SOLUTION", "STOP": "END SOLUTION",
    "HIDE": "", "HIDDEN TEST": "", "INSTRUCTOR ONLY": "", "TEACHER ONLY": "", "START SOLUTION": "BEGIN SOLUTION",
    "BEGIN EXERCISE": "", "END EXERCISE": "", "SOL": "SOLUTION", "SOLN": "SOLUTION", "BEGIN SOLN": "BEGIN SOLUTION", "END SOLN": "END SOLUTION",
    "BEGIN HIDE": "BEGIN SOLUTION",
    "NO PROMPT": "SOLUTION NO PROMPT", "PROMPT": "BEGIN PROMPT",
    "STOP SOLUTION": "END SOLUTION", "FINISH SOLUTION": "END SOLUTION", "END HIDE": "END SOLUTION",
}  # fmt: skip
ORDINARY_WORDS = {
    "SEED", "EXPORT", "HIDDEN", "MANUAL", "AUTOTEST", "PROMPT", "BEGIN", "START", "END", "STOP", "HIDE", "NO PROMPT",
}  # in small letters they are ordinary comments  # fmt: skip
SOLUTIONS = {"SOLUTION", "SOLUTIONS", "ANSWER", "ANSWERS", "정답", "해답", "답안", "모범답안", "풀이", "답"}
BEGINNINGS = {"BEGIN", "BEGINS", "START", "STARTS", "BEGINNING", "시작", "여기부터"}
ENDINGS = {"END", "ENDS", "STOP", "STOPS", "FINISH", "끝", "종료", "여기까지"}
MENTIONS_OF_SOLUTIONS = {  # words that announce a solution without any content
    "THE", "MY", "OF", "IS", "THIS", "HERE", "BELOW", "ABOVE", "CODE", "LINE", "LINES", "KEY", "MODEL", "SAMPLE", "REFERENCE", "FOR", "TO",
    "QUESTION", "EXERCISE", "PART", "POINT", "POINTS", "ONLY", "Q", "P", "여기", "모범", "예시", "코드", "문제",
}  # fmt: skip
OTHER_WORDS = {"RESOLUTION", "EVOLUTION", "DILUTION", "POLLUTION"}  # other words as near to SOLUTION as a typing error
KNOWN_SPELLINGS = {marker: marker for marker in MARKERS} | FOREIGN
SQUEEZED = {marker: marker.replace(" ", "") for marker in KNOWN_SPELLINGS}
LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХІЅΑΒΕΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTXISABEHIKMNOPTX")  # Cyrillic and Greek capitals
PROMPT_OPENS = re.compile(r"^\s*[rR]?(\"\"\"|''')\s*# BEGIN PROMPT\s*$")
PROMPT_CLOSES = re.compile(r"^\s*(\"\"\"|''')\s*;?\s*# END PROMPT\s*$")
WORD = re.compile(r"[^\W\d_]+")
MAGIC = re.compile(r"^(\s*)[%!]")
TEXT_MARKER = re.compile(  # a heading; a comment; bold text at a line's start, as in otter; a line in capitals
    r"^\s*#+(.*)$|<!--(.*?)(?:-->|$)|^\s*(?:[-*>]\s+)?(?:\*\*|__|<(?:strong|b)>)(.+?)(?:\*\*|__|</)|^([^a-z#<]*)$"
)
FENCE = re.compile(r"^\s*(```|~~~)")


class MarkerError(Exception):
    """An invalid marker, or a comment that resembles one. `line` and `other` ("{other}" in the message) count from 1 in the cell."""

    def __init__(self, line: int, message: str, other: int = 0):
        super().__init__(message)
        self.line, self.other = line, other

    def at(self, before: int) -> tuple[int, str]:
        """Return the line in the file and the message, for a cell after `before` lines."""
        return before + self.line, str(self).replace("{other}", str(before + self.other))


class Part(Enum):
    """The role of a line in a code cell."""

    GIVEN = auto()  # to students and in the reference
    SOLUTION = auto()  # within a block
    MARKED = auto()  # a line that becomes a blank
    HIDDEN = auto()  # a line that students do not see, part of a solution or not
    BLANK = auto()  # the beginning of a block that leaves a blank
    MARKER = auto()  # any other marker on a line of its own
    PROMPT = auto()  # students see it, the reference does not have it
    IGNORED = auto()  # the reference keeps it


@dataclass(frozen=True)
class Line:
    """A line of a code cell without its marker, and its replacement for students if it is marked."""

    part: Part
    text: str
    blank: str = ""


def read_code(source: str) -> list[Line]:
    """Parse the lines of a code cell. Raises MarkerError for a misplaced marker, and for a comment that resembles one."""
    lines = source.split("\n")
    marks = _marks(lines)
    found, opened, opened_at = [], "", 0
    for number, text in enumerate(lines, 1):
        mark = marks.get(number, "")
        if mark in BLOCKS:
            if opened:
                raise MarkerError(
                    number, f"`# {mark}` is inside the `# {opened}` of line {{other}}; end that block first.", opened_at
                )
            opened, opened_at = mark, number
            part = Part.BLANK if mark == "BEGIN SOLUTION" else Part.MARKER
            found.append(Line(part, text, _indent(text) + BLANK))
        elif mark in BLOCKS.values():
            if not opened or BLOCKS[opened] != mark:
                instead = (
                    f"the open block is the `# {opened}` of line {{other}}"
                    if opened
                    else f"there is no `# {_begin(mark)}` before it"
                )
                raise MarkerError(number, f"`# {mark}` does not end a block: {instead}.", opened_at)
            opened = ""
            found.append(Line(Part.MARKER, text))
        elif opened:
            inside = {"BEGIN PROMPT": Part.PROMPT, "BEGIN IGNORE": Part.IGNORED}.get(opened, Part.SOLUTION)
            found.append(Line(inside, text if inside is Part.PROMPT else _unmarked(text, mark)))
        elif mark == "SOLUTION":
            found.append(Line(Part.MARKED, _unmarked(text, mark)))
        elif mark == "SOLUTION NO PROMPT":
            found.append(Line(Part.HIDDEN, _unmarked(text, mark)))
        else:
            found.append(Line(Part.IGNORED if mark else Part.GIVEN, text))
    if opened:
        raise MarkerError(opened_at, f"`# {opened}` has no end; write `# {BLOCKS[opened]}` on a line after the block.")
    return _with_blanks(found) if marks else found


def _begin(end: str) -> str:
    return next(begin for begin, other in BLOCKS.items() if other == end)


def reference_lines(lines: list[Line]) -> list[str]:
    """Return the cell with its solutions."""
    return [line.text for line in lines if line.part not in (Part.BLANK, Part.MARKER, Part.PROMPT)]


def student_lines(lines: list[Line], comment: str) -> list[str]:
    """Return the cell with blanks, each followed by `comment`. Raises MarkerError if the result is not valid Python."""
    shown = [(number, shown) for number, line in enumerate(lines, 1) for shown in _shown(line, comment)]
    texts = [text for _, text in shown]
    if len(texts) < len(lines) or any(line.blank for line in lines):
        try:
            parse(texts)
        except MarkerError as error:
            number = shown[min(error.line, len(shown)) - 1][0] if shown else 1
            raise MarkerError(
                number,
                f"without the solution, the cell is not valid Python. Check the indentation of the marker: {error}",
            ) from None
    return texts


def _shown(line: Line, comment: str) -> list[str]:
    if line.part in (Part.MARKED, Part.BLANK):
        return [f"{line.blank}  {comment}"]
    return [line.text] if line.part in (Part.GIVEN, Part.PROMPT) else []


def solution_lines(lines: list[Line]) -> Iterator[tuple[int, str, bool]]:
    """Yield number and text of each line that students must not get, and whether its blank hides only this line."""
    parts = [Part.GIVEN, *(line.part for line in lines), Part.GIVEN]
    for number, line in enumerate(lines, 1):
        if line.part in (Part.MARKED, Part.HIDDEN):
            yield number, line.text, True
        elif line.part is Part.SOLUTION:
            yield number, line.text, Part.SOLUTION not in (parts[number - 1], parts[number + 1])


def read_text_cell(source: str) -> None:
    """Raise MarkerError if a line of a Markdown or raw cell is or resembles a marker, since markers have no effect there."""
    fenced = False
    for number, text in enumerate(source.split("\n"), 1):
        if FENCE.match(text):
            fenced = not fenced
            continue
        code = text.rpartition("#")[2] if "#" in text and (fenced or text.startswith(("    ", "\t"))) else ""
        for candidate in (code, *TEXT_MARKER.findall(text)):
            if resembles("".join(candidate)) is not None:
                raise MarkerError(
                    number,
                    f"`{text.strip()}` is or resembles a marker, but this is a text cell, where markers have no effect. {REWORD}",
                )


REWORD = "If it is not meant as a marker, reword it."


@cache
def resembles(comment: str) -> str | None:
    """Return the marker that a comment, without its `#`, is or resembles; "" for a marker of another tool, None if there is none."""
    text = unicodedata.normalize("NFKC", comment)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf").translate(LOOK_ALIKES)
    words = WORD.findall(text)
    shouted = [word for word in words if word == word.upper() != word.lower()]
    if not words:
        return None
    whole = _nearest(words, shouted=shouted == words)
    if whole is not None:
        return whole
    for count in range(1, len(words)):  # a marker with words after it
        beginning = words[:count]
        capitals = shouted[:count] == beginning
        headed = count == 1 and re.match(r"\W*[^\W\d_]+\s*\d*\s*:", text)  # `# Solution: …`
        near = _nearest(beginning, capitals) if capitals or headed or beginning[0].upper() in OPENING else None
        if near and (count > 1 or near in ("SOLUTION", "IGNORE")):
            return near
    near_solution = any(len(word) > 5 and word not in OTHER_WORDS and _distance(word, "SOLUTION") <= 2 for word in shouted)
    return "SOLUTION" if near_solution else None


def _announced(comment: str) -> str | None:
    """Return the marker that a comment means if it only announces a solution or an answer; None for any other comment."""
    words = [word.upper() for word in WORD.findall(comment)]
    said = [word for word in words if word not in BEGINNINGS | ENDINGS | MENTIONS_OF_SOLUTIONS]
    headed = words and words[0] in SOLUTIONS and re.match(r"\W*[^\W\d_]+\s*\d*\s*:", comment)  # `# Answer: …`
    if not headed and not (said and SOLUTIONS.issuperset(said)):
        return None
    if not BEGINNINGS.isdisjoint(words):
        return "BEGIN SOLUTION"
    return "SOLUTION" if ENDINGS.isdisjoint(words) else "END SOLUTION"


def _meant(comment: str) -> str | None:
    """Like `resembles`, for a comment in code, which never heads a place for a student's answer."""
    near = resembles(comment)
    return _announced(comment) if near is None else near


def _nearest(words: list[str], shouted: bool) -> str | None:
    """Return the marker nearest to a few words, in capitals or not; None if none is near."""
    squeezed, found = "".join(words).upper(), []
    for marker, letters in SQUEEZED.items():
        allowed = _allowed(letters, shouted) if shouted or len(words) == 1 or " " in marker else 0  # "a solution"
        distance = _distance(squeezed, letters)
        if distance <= allowed and (shouted or marker not in ORDINARY_WORDS):
            found.append((distance, KNOWN_SPELLINGS[marker]))
    return min(found)[1] if found and squeezed not in OTHER_WORDS else None


def _allowed(letters: str, shouted: bool) -> int:
    """Return the number of typing errors that leave a marker recognizable without matching other words."""
    if len(letters) < 8:
        return 1 if shouted and len(letters) > 5 else 0
    return 2 if shouted or len(letters) > 12 else 1


def _distance(a: str, b: str) -> int:
    """Return the edit distance: insertions, deletions, replacements, and swaps of neighbors that turn `a` into `b`."""
    if abs(len(a) - len(b)) > 3:
        return abs(len(a) - len(b))
    before, row = list(range(len(b) + 1)), list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y)))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], older[j - 2] + 1)
    return row[-1]


def _marks(lines: list[str]) -> dict[int, str]:
    """Return the markers by line number. Raises MarkerError for a comment that resembles one."""
    marks, code = _prompts_in_strings(lines)
    for number, column, comment in _comments(code):
        mark = _mark(number, alone=not lines[number - 1][:column].strip(), comment=comment)
        if mark:
            marks[number] = mark
    return marks


def _prompts_in_strings(lines: list[str]) -> tuple[dict[int, str], list[str]]:
    """Return prompts in the style of otter's manual, `\"\"\" # BEGIN PROMPT` … `\"\"\"; # END PROMPT`, and the code with these lines empty."""
    marks: dict[int, str] = {}
    code, inside = [], False
    for number, text in enumerate(lines, 1):
        if (PROMPT_CLOSES if inside else PROMPT_OPENS).match(text):
            marks[number] = "END PROMPT" if inside else "BEGIN PROMPT"
            inside = not inside
            code.append("")
        else:
            code.append("" if inside else text)
    return marks, code


def _comments(code: list[str]) -> list[tuple[int, int, str]]:
    """Return line, column and text of each comment. Raises MarkerError for a multi-line string that contains a marker or a similar line."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO("\n".join(_without_magics(code)) + "\n").readline):
            if token.type == tokenize.COMMENT:
                found.append((*token.start, token.string))
            elif token.type == tokenize.STRING and "\n" in token.string:
                _refuse_in_string(token.start[0], token.string)
    except (tokenize.TokenError, SyntaxError):  # not Python: another language's cell, or an exercise in finding mistakes
        return [(number, text.index("#"), text[text.index("#") :]) for number, text in enumerate(code, 1) if "#" in text]
    return found


def _refuse_in_string(first: int, string: str) -> None:
    for number, line in enumerate(string.split("\n"), first):
        text = line.strip().lstrip("\"'").lstrip()
        if text.startswith("#") and _meant(text.lstrip("#")) is not None:
            raise MarkerError(number, f"`{line.strip()}` is or resembles a marker, but is inside a string. {REWORD}")


def _mark(number: int, alone: bool, comment: str) -> str:
    """Return the marker in a comment; "" if there is none. Raises MarkerError if it only resembles one, or is at the wrong place."""
    *before, last = [part.rstrip() for part in re.split(r"(?<=\s)(?=#)", comment.rstrip())]
    for part in (*before, last):
        meant = _meant(part.lstrip("#"))
        if meant is not None and (part is not last or part != f"# {meant}"):
            raise MarkerError(number, f"`{comment.strip()}` resembles a marker but is not one. {_advice(meant)} {REWORD}")
    mark = last.removeprefix("# ") if meant is not None else ""
    if alone and mark in ("SOLUTION", "SOLUTION NO PROMPT"):
        raise MarkerError(
            number,
            f"`# {mark}` is on a line without code. Write it at the end of a line of code, or put the lines between "
            "`# BEGIN SOLUTION` and `# END SOLUTION`.",
        )
    if mark and mark not in LINE_MARKERS and (before or not alone):
        raise MarkerError(number, f"`# {mark}` must be on a separate line.")
    return mark


def _advice(meant: str) -> str:
    if meant:
        return f"Did you mean `# {meant}`? Write exactly that, with nothing after it."
    return "It belongs to another tool and has no effect here; remove it."


def _unmarked(text: str, mark: str) -> str:
    return text.rstrip().removesuffix(f"# {mark}").rstrip() if mark else text


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _with_blanks(lines: list[Line]) -> list[Line]:
    """Fill in the blanks of marked lines: `name = ...` for an assignment, `...` for any other statement."""
    code = [line.text if line.part not in (Part.BLANK, Part.MARKER, Part.PROMPT) else "" for line in lines]
    statements = [node for node in ast.walk(parse(code)) if isinstance(node, ast.stmt)]
    return [
        replace(line, blank=_blank(number, line.text, statements)) if line.part is Part.MARKED else line
        for number, line in enumerate(lines, 1)
    ]


def parse(lines: list[str]) -> ast.Module:
    """Parse a cell, with magics replaced by `pass`. Raises MarkerError if it is not valid Python."""
    try:
        return ast.parse("\n".join(_without_magics(lines)) + "\n")
    except (SyntaxError, ValueError) as error:
        line = min(getattr(error, "lineno", None) or 1, len(lines))
        raise MarkerError(line, f"the cell is not valid Python ({getattr(error, 'msg', error)}).") from None


def _without_magics(lines: list[str]) -> list[str]:
    """Return the lines; if they are not valid Python, with `pass` in place of magics and shell commands."""
    try:
        ast.parse("\n".join(lines) + "\n")
    except (SyntaxError, ValueError):
        return [MAGIC.sub(r"\1pass  #", line) for line in lines]
    return lines


def _blank(number: int, text: str, statements: list[ast.stmt]) -> str:
    covering = [s for s in statements if s.lineno <= number <= (s.end_lineno or s.lineno)]
    whole = [s for s in covering if s.lineno == s.end_lineno]
    if not whole:
        raise MarkerError(
            number,
            "`# SOLUTION` hides only this line, which is a part of a statement; the rest would be handed out. "
            "Put the whole statement between `# BEGIN SOLUTION` and `# END SOLUTION`.",
        )
    first = min(whole, key=lambda s: s.col_offset)
    kept = ""
    if isinstance(first, ast.Assign):
        kept = _up_to(text, first.targets[-1].end_col_offset)
    elif isinstance(first, ast.AnnAssign):
        kept = _up_to(text, first.annotation.end_col_offset)
    return f"{kept} = {BLANK}" if kept else _indent(text) + BLANK


def _up_to(text: str, column: int | None) -> str:
    """Return the beginning of a line; `column` is in bytes, as in syntax trees."""
    return text.encode()[:column].decode()
