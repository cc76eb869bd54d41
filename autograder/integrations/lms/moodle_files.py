"""Moodle: the zip of all submissions, the grading worksheet of an assignment, and the zip of feedback files.

Formats as Moodle 3.1 to 5.1 reads and writes them (mod/assign: classes/downloader.php, gradingtable.php, feedback/offline,
feedback/file/importziplib.php).

The number in the name of a folder is a student's ("Participant 12"), or, where students hand in as teams, a group's: both count from 1,
so a number says nothing without the name beside it.
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

# {full name or group}[_{number}]_assignsubmission_{plugin}, then [_]/{file} in folders, _{file} without: underscores of a name became
# spaces; only who is in no group has no number.
FOLDER_NAME = re.compile(r"(?P<name>[^_/]*)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)(?P<rest>_?|_.+)", re.DOTALL)
NO_GROUP = "0"  # the number of the team of those who are in no group
PARTICIPANT = re.compile(r"\D*(\d+)")  # "Participant 12", in the language of whoever exported it
# The headers that Moodle writes in English and in Korean; others are named in grader.yml.
GRADE_HEADINGS = ("Grade", "성적")
FEEDBACK = ("Feedback comments", "피드백 댓글", "피드백 의견")
# Where students hand in as teams there is a column with each one's group: mod_assign's string `submissionteam`.
GROUP = {
    "Group", "Submission group", "그룹", "모둠", "Gruppe", "Groupe", "Grupo", "Gruppo", "Groep", "Grupp", "Grupa", "Skupina", "Csoport",
    "Grup", "Група", "Группа", "グループ", "群组", "小组", "群組", "小組", "組別", "Ryhmä", "Ομάδα", "קבוצה", "المجموعة", "مجموعة", "Nhóm",
    "Kelompok", "กลุ่ม", "گروه", "समूह", "Taldea",
}  # fmt: skip
# Moodle's `no`, which "Grade can be changed" says of a locked grade, and its `yes`.
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
    """What the name of a folder or of a file says: whose it is, and what part of a submission."""

    name: str
    id: str
    plugin: str
    folder: str  # as Moodle takes feedback for it


def parts_of_name(source: str) -> NameParts | None:
    """What Moodle said of a file by its path; the outermost part that is Moodle's decides, for those inside are the student's own."""
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
    """The notebooks in a zip of all submissions, in folders or not."""
    for file in files:
        place = parts_of_name(file.uploaded_as)
        if not place:
            yield Upload(file, left_out="its name is not as Moodle makes them, so nobody knows whose it is")
        elif place.plugin != "file":
            yield Upload(file, left_out="no file that was handed in")
        elif not file.name.lower().endswith(".ipynb"):
            yield Upload(file, left_out="no notebook")
        else:
            yield Upload(file, place.id, name=place.name)


def worksheet(sheet: Sheet, titles: Sequence[str], column: str | None, grades: Mapping[str, Grade]) -> Filled:
    """The worksheet with the points filled in, and what there is to say as a feedback comment; of a team, in each member's row.

    Every other cell is as Moodle wrote it: it compares "Last modified (grade)" with what it has, and skips rows that are stale without
    a word, and rows above the maximum too; so do not wait with the import, and none is written above it. A locked row stays as it is,
    since Moodle would take its comment and not its points. Raises LmsError.
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
                said = f"the grade of {shown} is locked in Moodle, with {row[grade_column] or 'no'} points, and is {number(points)} here"
                left_out[key] = "; ".join(filter(None, [left_out.get(key), f"{said}; unlock it there, or leave it"]))
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
    """By participant, which of the grades is theirs; and of those that are nobody's, why. Raises LmsError."""
    members = _members(sheet, participants, grade_column, grades)
    known = {}
    for participant, row in zip(participants, sheet.rows, strict=True):
        anonymous = participant in grades and names_agree(grades[participant].student.name, row[sheet.columns[0]])
        known[participant] = row[sheet.columns[0]] if anonymous else _name(row[sheet.columns[1]])
    left_out = sheet.strangers(
        known | {key: grades[key].student.name for key in members},
        grades,
        names_agree,
        "Where students hand in as teams, the number is a group's: either the worksheet has Moodle's column 'Group', "
        "with each member's, or `autograder push moodle` grades every member",
    )
    whose = {key: key for key in grades if key not in left_out and key not in members}
    return whose | {participant: key for key, team in members.items() for participant in team}, left_out


def _members(sheet: Sheet, participants: Sequence[str], grade_column: str, grades: Mapping[str, Grade]) -> dict[str, list[str]]:
    """Of each team that handed in, its members: who has its name in the column of groups."""
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
    """The column after the grade's, the maximum, whatever it is called; and which rows are locked.

    "Grade can be changed" follows, with "Marking workflow state" before it where there is one; then come dates, and neither of the two
    has a digit in any language.
    """
    maximum, *following = sheet.columns[sheet.columns.index(grade_column) + 1 :] or [""]
    dates = next((place for place, name in enumerate(following) if all(map(_is_date, sheet.cells(name)))), len(following))
    if not 1 <= dates <= 2 or any(as_number(cell) is None for cell in sheet.cells(maximum)):
        raise LmsError(
            f"{sheet.file}: the column after {grade_column!r} has to be the maximum grade, as Moodle writes it, and then whether "
            "the grade can be changed; export the worksheet again, and leave its columns as they are."
        )
    said = [cell.strip().casefold() for cell in sheet.cells(following[dates - 1])]
    usual = Counter(said).most_common(1)[0][0]  # in a language that is not listed, what most rows say is yes
    return maximum, [one in WORDS_FOR_NO or (one not in WORDS_FOR_YES and one != usual) for one in said]


def _is_date(cell: str) -> bool:
    return cell.strip() in ("", "-") or any(letter.isdigit() for letter in cell)


def _participant(sheet: Sheet, cell: str) -> str:
    found = PARTICIPANT.fullmatch(cell.strip())
    if not found:
        raise LmsError(
            f"{sheet.file}: {cell!r} in the first column is no participant of an assignment; "
            "export the grading worksheet of the assignment, not the gradebook."
        )
    return found[1]


def _name(cell: str) -> str:
    """A full name; of somebody who is suspended Moodle writes it in HTML."""
    return html.unescape(re.sub(r"<[^>]*>", " ", cell)).strip()


def _one_of(sheet: Sheet, names: Sequence[str], what: str) -> str:
    found = [name for name in names if name in sheet.columns]
    if len(found) != 1:
        raise LmsError(
            f"{sheet.file}: which column has {what}? Say it in grader.yml, `columns: {{moodle: …}}`, as one of: "
            f"{', '.join(sheet.columns)}."
        )
    return found[0]


def _page(grade: Grade, participant: str, name: str, identifier: str) -> Path:
    """Where in the zip of feedback files a page goes: into the folder that the notebook came in; of a team, into one for each member."""
    place = parts_of_name(grade.student.source)
    if place and place.id == participant and any(names_agree(place.name, known) for known in (name, identifier)):
        return feedback_name(grade.student.source)
    return Path(f"{re.sub(r'[_/]+', ' ', name)}_{participant}_assignsubmission_file") / "feedback.html"


def feedback_name(source: str) -> Path:
    """Where in the zip of feedback files the page of the submission `source` goes: into the folder that it came in."""
    place = parts_of_name(source)
    if not place:
        raise LmsError(f"{source} did not come from Moodle, so its student's folder is not known; import Moodle's zip.")
    return Path(place.folder) / "feedback.html"
