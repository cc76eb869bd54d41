"""The commands for learning management systems: `import`, `export`, `push`."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.options import CourseOption, online_extra
from autograder.cli.progress import Stopped, progress
from autograder.integrations.lms.systems import Online, Source, Target
from autograder.model.language import english
from autograder.report.terminal import say

if TYPE_CHECKING:
    from autograder.integrations.lms.transfer import Graded


def import_(
    source: Annotated[Source, typer.Argument(help="System that the notebooks come from; lti: uploads to `autograder serve`.")],
    downloads: Annotated[
        list[Path] | None, typer.Argument(help="Downloaded zip files, or folders with their contents.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="New folder for the notebooks.")] = Path("submissions"),
    assignment: Annotated[
        str | None, typer.Option("--assignment", "-a", help="Assignment to import. Default: the one that the notebooks name.")
    ] = None,
    course: CourseOption = None,
) -> None:
    """Copy the newest notebook of each student from a download into a folder for `autograder grade`, and list the files left out."""
    from autograder.integrations.lms.errors import LmsError
    from autograder.integrations.lms.transfer import read_download
    from autograder.integrations.lms.uploads import UPLOADS_FILE, write_uploads
    from autograder.integrations.lti_tool.download import tool_uploads
    from autograder.integrations.lti_tool.records import Records
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    if source is Source.LTI and downloads:
        raise LmsError(f"Uploads to `autograder serve` are in the store; run the command without {downloads[0]}.")
    if source is Source.LTI:
        with Records(loaded.store_file()) as records:
            download = tool_uploads(records, loaded, assignment)
            write_uploads(download, output)
    elif downloads:
        download = read_download(source, downloads, loaded, assignment)
        write_uploads(download, output)
    else:
        raise LmsError(f"Name the download from {source}: zip files or folders.")
    late = sum(upload.late is True for upload in download.uploads)
    flagged = f", {late} of them flagged as late" if late else ""
    say(f"{len(download.uploads)} notebooks are in {output}{flagged}; {output / UPLOADS_FILE} lists their students.")
    for upload in download.superseded:
        say(f"Older notebook of {upload.name or upload.id}: {upload.file.name}")
    for name, why in download.left_out:
        say(f"Left out: {name} ({why})")


def export(
    target: Annotated[Target, typer.Argument(help="System that imports the grades.")],
    results: Annotated[Path, typer.Argument(help="Output folder of `autograder grade`.")] = Path("results"),
    roster: Annotated[
        Path | None,
        typer.Option("--roster", help="Table of the class, exported from the system; for nbgrader: its course folder."),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the files.")] = Path("export"),
    course: CourseOption = None,
) -> None:
    """Write the files that a learning management system imports: grades, and feedback if it accepts any. List the grades held back."""
    from autograder.integrations.lms.transfer import export as export_to
    from autograder.integrations.lms.transfer import graded
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    found, assignment = graded(results, loaded)
    left_out = dict[str, str]()
    files = export_to(target, found, loaded, assignment, roster, output, left_out.__setitem__)
    shown = [str(path) for path in files[:3]] + (["…"] if len(files) > 3 else [])
    written = {id: grade for id, grade in found.grades.items() if grade.points is not None and id not in left_out}
    say(f"Grades of {len(written)} of {len(found.grades)} students written: {', '.join(shown)}")
    for grade in written.values():
        if grade.why:
            say(f"{grade.student.name or grade.student.id}: {english(grade.why)}")
    for id, why in left_out.items():
        say(f"Left out: {found.grades[id].student.name} ({id}): {why}.")
    _say_held_back(found, results)


def push(
    system: Annotated[Online, typer.Argument(help="System that receives the grades.")],
    results: Annotated[Path, typer.Argument(help="Output folder of `autograder grade`.")] = Path("results"),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Also replace grades that were not sent from here.")] = False,
    course: CourseOption = None,
) -> None:
    """Send grades and feedback, and verify that they have arrived. Run the same command again to send only the missing ones."""
    from autograder.grading.store import Store
    from autograder.integrations.lms.transfer import graded
    from autograder.model.course_file import load_course

    with online_extra():
        from autograder.integrations.lms.online.connected_systems import connected
        from autograder.integrations.lms.online.push import Arrival, Receipt
        from autograder.integrations.lms.online.push import push as send
    loaded = load_course(course)
    found, assignment = graded(results, loaded)
    receipts = list[Receipt]()
    with Store(loaded.store_file()) as store:
        for place, wanted in connected(system, found, loaded, assignment, store):
            with progress(f"Sending to {system}", len(wanted)) as advance, _stoppable():
                receipts += send(place, wanted, store, overwrite, advance)
    for receipt in receipts:
        if receipt.why:
            who = f"{receipt.delivery.name} ({receipt.delivery.student})"
            say(f"{receipt.arrival.capitalize()}: {who}: {receipt.why}.")
    counts = Counter(receipt.arrival for receipt in receipts)
    if counts[Arrival.KEPT] and not overwrite:
        say(
            "Grades that a person changed in the system were kept. --overwrite replaces their points, but neither excused grades "
            "nor grades that the system hides."
        )
    say(", ".join(f"{counts[arrival]} {arrival}" for arrival in Arrival if counts[arrival]) or "Nothing to send")
    _say_held_back(found, results)
    if any(receipt.why for receipt in receipts):
        raise typer.Exit(1)


def _say_held_back(found: Graded, results: Path) -> None:
    """List the students whose grades are held back, grouped by reason, and how to release them."""
    whose = defaultdict[str, list[str]](list)
    for grade in found.held_back:
        whose[english(grade.why)].append(grade.student.name or grade.student.id)
    for why, names in whose.items():
        say(f"Held back: {', '.join(names)}: {why}")
    if any(grade.verdict.awaiting for grade in found.held_back):
        say(
            f"To enter points for written answers, fill in {results / 'written.csv'} and run: autograder points "
            f"{shlex.quote(str(results / 'written.csv'))}. To send the other points now, set `lms: {{awaiting: mark}}` in grader.yml."
        )


@contextmanager
def _stoppable() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise Stopped("Stopped. The journal lists the grades sent so far; run the same command to continue.") from None
