"""Learning management systems: `import`, `export`, `push`."""

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
from autograder.report.terminal import say

if TYPE_CHECKING:
    from autograder.integrations.lms.transfer import Graded


def import_(
    source: Annotated[Source, typer.Argument(help="What the notebooks come from; lti: what `autograder serve` took in.")],
    downloads: Annotated[
        list[Path] | None, typer.Argument(help="What was downloaded: zips, or folders of what was in them.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="A new folder, to be graded.")] = Path("submissions"),
    assignment: Annotated[str | None, typer.Option("--assignment", "-a", help="By default what the notebooks say.")] = None,
    course: CourseOption = None,
) -> None:
    """Take each student's newest notebook out of a download, into a folder for `autograder grade`; list what is left out."""
    from autograder.integrations.lms.errors import LmsError
    from autograder.integrations.lms.transfer import read_download
    from autograder.integrations.lms.uploads import UPLOADS_FILE, write_uploads
    from autograder.integrations.lti_tool.download import tool_uploads
    from autograder.integrations.lti_tool.records import Records
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    if source is Source.LTI and downloads:
        raise LmsError(f"What was handed in through `autograder serve` is in the store; leave {downloads[0]} out.")
    if source is Source.LTI:
        with Records(loaded.store_file()) as records:
            download = tool_uploads(records, loaded, assignment)
            write_uploads(download, output)
    elif downloads:
        download = read_download(source, downloads, loaded, assignment)
        write_uploads(download, output)
    else:
        raise LmsError(f"Name what was downloaded from {source}: zips or folders.")
    late = sum(upload.late is True for upload in download.uploads)
    flagged = f", {late} of them flagged as late" if late else ""
    say(f"{len(download.uploads)} notebooks are in {output}, whose they are in {output / UPLOADS_FILE}{flagged}.")
    for upload in download.superseded:
        say(f"Not the newest of {upload.name or upload.id}: {upload.file.name}")
    for name, why in download.left_out:
        say(f"Left out: {name} ({why})")


def export(
    target: Annotated[Target, typer.Argument(help="What the grades go to.")],
    results: Annotated[Path, typer.Argument(help="An output folder of `autograder grade`.")] = Path("results"),
    roster: Annotated[
        Path | None, typer.Option("--roster", help="The class's table as the system exports it; nbgrader: its course folder.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the files go.")] = Path("export"),
    course: CourseOption = None,
) -> None:
    """Write what a learning management system imports: grades, and feedback where it takes it; list what is held back."""
    from autograder.integrations.lms.transfer import export as export_to
    from autograder.integrations.lms.transfer import graded
    from autograder.model.course_file import load_course

    loaded = load_course(course)
    found, assignment = graded(results, loaded)
    left_out = dict[str, str]()
    files = export_to(target, found, loaded, assignment, roster, output, left_out.__setitem__)
    shown = [str(path) for path in files[:3]] + (["…"] if len(files) > 3 else [])
    written = {id: grade for id, grade in found.grades.items() if grade.points is not None and id not in left_out}
    say(f"Written for {len(written)} of {len(found.grades)} students: {', '.join(shown)}")
    for grade in written.values():
        if grade.why:
            say(f"{grade.student.name or grade.student.id}: {grade.why}")
    for id, why in left_out.items():
        say(f"Left out: {found.grades[id].student.name} ({id}): {why}.")
    _say_held_back(found, results)


def push(
    system: Annotated[Online, typer.Argument(help="What the grades are sent to.")],
    results: Annotated[Path, typer.Argument(help="An output folder of `autograder grade`.")] = Path("results"),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace grades, too, that were not sent from here.")] = False,
    course: CourseOption = None,
) -> None:
    """Send grades and feedback, and look whether they have arrived. The same command sends again only what is missing."""
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
            "What a person changed there stays; --overwrite replaces points, but not that somebody is excused, "
            "nor what cannot be seen."
        )
    say(", ".join(f"{counts[arrival]} {arrival}" for arrival in Arrival if counts[arrival]) or "Nothing to send")
    _say_held_back(found, results)
    if any(receipt.why for receipt in receipts):
        raise typer.Exit(1)


def _say_held_back(found: Graded, results: Path) -> None:
    """Whose grade the system is not told yet, and what to do."""
    whose = defaultdict[str, list[str]](list)
    for grade in found.held_back:
        whose[grade.why].append(grade.student.name or grade.student.id)
    for why, names in whose.items():
        say(f"Held back: {', '.join(names)}: {why}")
    if any(grade.verdict.awaiting for grade in found.held_back):
        say(
            f"To give written answers their points, fill in {results / 'written.csv'} and run: autograder points "
            f"{shlex.quote(str(results / 'written.csv'))}. Or send the rest without them: `lms: {{awaiting: mark}}` in grader.yml."
        )


@contextmanager
def _stoppable() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise Stopped("Stopped. The journal knows what was sent; the same command goes on.") from None
