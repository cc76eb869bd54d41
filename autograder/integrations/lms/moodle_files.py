"""Moodle: the zip of all submissions, the grading worksheet of an assignment, and the zip of feedback files.

Formats as Moodle 3.1 to 5.1 reads and writes them (mod/assign: classes/downloader.php, gradingtable.php, feedback/offline,
feedback/file/importziplib.php).

The number in a folder's name belongs to a student ("Participant 12") or, for team submissions, to a group. Both count from 1, so a number
identifies nobody without the name beside it.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.grade_sheets import Filled, Grade, Sheet, as_number
from autograder.integrations.lms.people import names_agree, same_name
from autograder.integrations.lms.uploads import File, Upload
from autograder.report.text import number

# {full name or group}[_{number}]_assignsubmission_{plugin}, then [_]/{file} in folders, _{file} without. Spaces replace underscores in
# names; only students without a group have no number.
FOLDER_NAME = re.compile(r"(?P<name>[^_/]*)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)(?P<rest>_?|_.+)", re.DOTALL)
NO_GROUP = "0"  # the number of the team of all students without a group
PARTICIPANT = re.compile(r"\D*(\d+)")  # "Participant 12", in any language
# Moodle's headers in English and in Korean; grader.yml can name others.
GRADE_HEADINGS = ("Grade", "성적")
FEEDBACK = ("Feedback comments", "피드백 댓글", "피드백 의견")
# Team assignments have a column with each student's group: mod_assign's string `submissionteam`.
GROUP = {
    "Group", "Submission group", "그룹", "모둠", "Gruppe", "Groupe", "Grupo", "Gruppo", "Groep", "Grupp", "Grupa", "Skupina", "Csoport",
    "Grup", "Група", "Группа", "グループ", "群组", "小组", "群組", "小組", "組別", "Ryhmä", "Ομάδα", "קבוצה", "المجموعة", "مجموعة", "Nhóm",
    "Kelompok", "กลุ่ม", "گروه", "समूह", "Taldea",
}  # fmt: skip
# Moodle's translations of `no`, which marks a locked grade in "Grade can be changed", and of `yes`.
WORDS_FOR_NO = {
    "no", "non", "nein", "아니오", "아니요", "いいえ", "否", "不", "não", "nee", "nej", "nei", "nie", "ne", "нет", "ні", "не", "ei", "nem",
    "nu", "tidak", "không", "hayır", "yok", "لا", "לא", "όχι", "ไม่", "ไม่ใช่", "خیر", "नहीं", "ez", "na", "nē",
}  # fmt: skip
WORDS_FOR_YES = {
    "yes", "oui", "ja", "예", "네", "はい", "是", "sí", "si", "sì", "sim", "да", "так", "tak", "ano", "áno", "da", "igen", "kyllä", "jah",
    "ya", "có", "evet", "نعم", "כן", "ναι", "ใช่", "بله", "हाँ", "bai", "taip", "jā",
}  # fmt: skip


@dataclass(frozen=True)
class NameParts:
    """The parts of a folder or file name: the student, and the part of the submission."""

    name: str
    id: str
    plugin: str
    folder: str  # Moodle's name of it for feedback


def parts_of_name(source: str) -> NameParts | None:
    """Parse the path of a file. The outermost part in Moodle's pattern decides, since inner folders are the student's own."""
    *folders, file = PurePosixPath(source).parts or ("",)
    for part in folders:
        found = FOLDER_NAME.fullmatch(part)
        if found and found["rest"] in ("", "_"):
            return NameParts(found["name"], found["id"] or NO_GROUP, found["plugin"], part)
    found = FOLDER_NAME.fullmatch(file)  # "Download submissions in folders" was off
    if found and len(found["rest"]) > 1:
        return NameParts(found["name"], found["id"] or NO_GROUP, found["plugin"], file.removesuffix(found["rest"]))
    return None


def uploads(files: Sequence[File]) -> Iterator[Upload]:
    """Yield the notebooks in a zip of all submissions, with or without folders."""
    for file in files:
        place = parts_of_name(file.uploaded_as)
        if not place:
            yield Upload(file, left_out="the file name does not follow the pattern of Moodle, so its student is unknown")
        elif place.plugin != "file":
            yield Upload(file, left_out="not a submitted file")
        elif not file.name.lower().endswith(".ipynb"):
            yield Upload(file, left_out="not a notebook")
        else:
            yield Upload(file, place.id, name=place.name)


def worksheet(sheet: Sheet, titles: Sequence[str], column: str | None, grades: Mapping[str, Grade]) -> Filled:
    """Return the worksheet with points and feedback comments filled in; a team's go into the row of each member.

    Every other cell stays as Moodle wrote it. Moodle compares "Last modified (grade)" with its own date and silently skips stale rows, so
    import soon; it also skips grades above the maximum, so none is written. A locked row stays unchanged, since Moodle would accept its
    comment but not its points. Raises LmsError.
    """
    grade_column = column or _one_of(sheet, GRADE_HEADINGS, "the grade")
    sheet.require(grade_column)
    participants = [_participant(sheet, row[sheet.columns[0]]) for row in sheet.rows]
    maximum, locked = _after(sheet, grade_column)
    sheet.require_points(sheet.rows[0][maximum], grades)
    whose, left_out = _whose(sheet, participants, grade_column, grades)
    filled = Filled([sheet.columns], left_out=left_out)
    for participant, row, is_locked in zip(participants, sheet.rows, locked, strict=True):
        key, changed = whose.get(participant), dict(row)
        if key is not None and grades[key].points is not None:
            points, name = sheet.scaled(grades[key], row[maximum]), _name(row[sheet.columns[1]])
            has = as_number(row[grade_column])
            if is_locked and (has is None or abs(has - points) > 0.005):
                shown = f"{name} ({participant})"
                said = f"the grade of {shown} is locked in Moodle at {row[grade_column] or 'no'} points, but is {number(points)} here"
                left_out[key] = "; ".join(filter(None, [left_out.get(key), f"{said}; unlock it in Moodle to change it"]))
            else:
                filled.feedback.append((key, _page(grades[key], participant, name, row[sheet.columns[0]])))
            if not is_locked:
                _fill(changed, grade_column, number(points), grades[key].why)
        filled.rows.append(list(changed.values()))
    return filled


def _fill(row: dict[str, str], grade_column: str, points: str, why: str) -> None:
    row[grade_column] = points
    for name in FEEDBACK:
        if name in row and why not in row[name]:
            row[name] = "\n".join(filter(None, [row[name], why]))


def _whose(
    sheet: Sheet, participants: Sequence[str], grade_column: str, grades: Mapping[str, Grade]
) -> tuple[dict[str, str], dict[str, str]]:
    """Map participants to the keys of their grades, and unmatched grades to the reason. Raises LmsError."""
    members = _members(sheet, participants, grade_column, grades)
    known = {}
    for participant, row in zip(participants, sheet.rows, strict=True):
        anonymous = participant in grades and names_agree(grades[participant].student.name, row[sheet.columns[0]])
        known[participant] = row[sheet.columns[0]] if anonymous else _name(row[sheet.columns[1]])
    left_out = sheet.strangers(
        known | {key: grades[key].student.name for key in members},
        grades,
        names_agree,
        "In a team assignment the number belongs to the group: export a worksheet with Moodle's column 'Group', "
        "or run `autograder push moodle` to grade every member",
    )
    whose = {key: key for key in grades if key not in left_out and key not in members}
    return whose | {participant: key for key, team in members.items() for participant in team}, left_out


def _members(sheet: Sheet, participants: Sequence[str], grade_column: str, grades: Mapping[str, Grade]) -> dict[str, list[str]]:
    """Map each team with a submission to its members, by the column of groups."""
    column = next((name for name in sheet.columns[1 : sheet.columns.index(grade_column)] if name in GROUP), None)
    if column is None:
        return {}
    found = {
        key: [who for who, row in zip(participants, sheet.rows, strict=True) if same_name(row[column], grade.student.name)]
        for key, grade in grades.items()
    }
    names = Counter(grades[key].student.name for key, team in found.items() if team)
    return {key: team for key, team in found.items() if team and names[grades[key].student.name] == 1}


def _after(sheet: Sheet, grade_column: str) -> tuple[str, list[bool]]:
    """Return the column of the maximum, which follows the grade's under any name, and for each row whether it is locked.

    "Grade can be changed" follows, possibly after "Marking workflow state"; then come dates. Neither of the two contains a digit in any
    language.
    """
    maximum, *following = sheet.columns[sheet.columns.index(grade_column) + 1 :] or [""]
    dates = next((place for place, name in enumerate(following) if all(map(_is_date, sheet.cells(name)))), len(following))
    if not 1 <= dates <= 2 or any(as_number(cell) is None for cell in sheet.cells(maximum)):
        raise LmsError(
            f"{sheet.file}: the columns after {grade_column!r} have to be the maximum grade and whether the grade can be changed; "
            "export the worksheet from Moodle again, and do not change its columns."
        )
    said = [cell.strip().casefold() for cell in sheet.cells(following[dates - 1])]
    usual = Counter(said).most_common(1)[0][0]  # in an unlisted language, the most frequent value means yes
    return maximum, [one in WORDS_FOR_NO or (one not in WORDS_FOR_YES and one != usual) for one in said]


def _is_date(cell: str) -> bool:
    return cell.strip() in ("", "-") or any(letter.isdigit() for letter in cell)


def _participant(sheet: Sheet, cell: str) -> str:
    found = PARTICIPANT.fullmatch(cell.strip())
    if not found:
        raise LmsError(
            f"{sheet.file}: {cell!r} in the first column does not name a participant; "
            "export the grading worksheet of the assignment, not the gradebook."
        )
    return found[1]


def _name(cell: str) -> str:
    """The full name in a cell. Moodle writes the name of a suspended user in HTML."""
    return html.unescape(re.sub(r"<[^>]*>", " ", cell)).strip()


def _one_of(sheet: Sheet, names: Sequence[str], what: str) -> str:
    found = [name for name in names if name in sheet.columns]
    if len(found) != 1:
        raise LmsError(
            f"{sheet.file}: the column with {what} is unknown; name it in grader.yml, `columns: {{moodle: …}}`. The columns are: "
            f"{', '.join(sheet.columns)}."
        )
    return found[0]


def _page(grade: Grade, participant: str, name: str, identifier: str) -> Path:
    """The path of a page in the zip of feedback files: in the notebook's folder or, for a team, in a folder for each member."""
    place = parts_of_name(grade.student.source)
    if place and place.id == participant and any(names_agree(place.name, known) for known in (name, identifier)):
        return feedback_name(grade.student.source)
    return Path(f"{re.sub(r'[_/]+', ' ', name)}_{participant}_assignsubmission_file") / "feedback.html"


def feedback_name(source: str) -> Path:
    """The path of the page of the submission `source` in the zip of feedback files: in the folder of the submission."""
    place = parts_of_name(source)
    if not place:
        raise LmsError(f"{source} did not come from Moodle, so the student's folder is unknown; import the zip from Moodle.")
    return Path(place.folder) / "feedback.html"
