"""The web server: launches, uploads, progress, feedback. A token in the URL identifies the visitor, not a cookie, since browsers may
reject cookies of a page in a frame.
"""

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pylti1p3.exception import LtiException, OIDCException
from pylti1p3.registration import Registration
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.online.connection import Busy
from autograder.integrations.lti_tool.headers import OPENER, POLICY, Headers, pages_of, show_in
from autograder.integrations.lti_tool.languages import InLanguage
from autograder.integrations.lti_tool.launch import Launch, NotForUs, Tool
from autograder.integrations.lti_tool.pylti_adapter import OWN_TAB
from autograder.integrations.lti_tool.records import Records, ToolUpload, Visitor
from autograder.integrations.lti_tool.scores import ScoreSender, grade_of_upload
from autograder.integrations.lti_tool.visibility import shown
from autograder.model.handout import text_in
from autograder.model.language import Language, current, mark, speaking, tr
from autograder.model.submission import SubmittedFile
from autograder.model.submission_files import is_notebook, submitted_file
from autograder.model.verdict import Verdict
from autograder.report.page import page, template_environment
from autograder.report.score import score
from autograder.report.text import number, one_line

PAGES = Path(__file__).parent / "pages"
PARAMETERS_BYTES = 200_000  # of a login or launch
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action "
)
FEEDBACK_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
OPEN_AGAIN = mark("Open the assignment again from your course.")
# The message about a rejected upload, by the word in the URL.
NOT_TAKEN = {
    "too-large": mark("The file is larger than {megabytes} MB. Clear the outputs of your notebook, and upload it again."),
    "too-often": mark(
        "You have reached the limit of {uploads} uploads per hour. Run the checks in your notebook, and upload it again later."
    ),
    "no-notebook": mark("The file is not a notebook. Upload the .ipynb file that you worked in."),
    "nothing": mark("No file was uploaded. Choose your notebook first."),
}


class Web:
    """The endpoints. Each opens the store itself, since they run in threads."""

    def __init__(self, tool: Tool):
        self._tool, self._course = tool, tool.course

    async def home(self, request: Request) -> Response:
        return _html("home.html.j2", tool=self._tool, course=self._course)

    async def keys(self, request: Request) -> Response:
        return JSONResponse({"keys": [Registration.get_jwk(self._tool.public_key)]})

    async def login(self, request: Request) -> Response:
        parameters = await _parameters(request)
        if again := self._tool.login_again(parameters):
            return _html("login.html.j2", forms="*", tool=self._tool, again=again, own_tab=f"{again}&{OWN_TAB}=1")
        try:
            answer = self._tool.login(parameters)
            answer.headers[OPENER] = "unsafe-none"  # a tab that a frame has opened sends it a message
            return answer
        except (OIDCException, LtiException) as error:
            return _message(mark("This login does not come from the course's platform"), f"{one_line(str(error))}.", 400)

    async def launch(self, request: Request) -> Response:
        parameters = await _parameters(request)
        return await run_in_threadpool(self._launched, parameters, request.cookies)

    def _launched(self, parameters: Mapping[str, str], cookies: Mapping[str, str]) -> Response:
        if error := parameters.get("error"):  # a word of the specification, cut, since anybody may send it
            said = error if re.fullmatch(r"\w{1,40}", error, re.ASCII) else "an error"
            return _message(
                mark("The platform of your course did not open the assignment"), tr("It says: {}. {}", said, OPEN_AGAIN), 403
            )
        try:
            launch = self._tool.launch(parameters, cookies)
            return self._choice(launch) if launch.chooses else self._admitted(launch)
        except NotForUs as error:
            return _message(mark("Which assignment?"), str(error), 400)
        except (LtiException, LmsError, Busy) as error:
            return _message(mark("The assignment could not be opened"), tr("{}. {}", one_line(str(error)), OPEN_AGAIN), 403)

    def _admitted(self, launch: Launch) -> Response:
        visitor = launch.visitor()
        if not visitor.student:
            return _message(
                mark("Your identity is unknown"),
                mark(
                    "The platform did not send a user id. Ask your instructor to share user ids with this tool in the platform's settings."
                ),
                403,
            )
        with self._records() as records:
            token = records.admit(visitor, launch.nonce)
        if token is None:
            return _message(mark("This launch was already used"), OPEN_AGAIN, 403)
        return RedirectResponse(self._address(token), 303)

    def _choice(self, launch: Launch) -> Response:
        if not launch.teaches:
            return _message(
                mark("This page is for instructors"), mark("Only instructors choose the assignment of a link."), 403
            )
        facts: dict[str, Any] = {"choices": launch.choices(), "return_url": launch.return_url, "own_tab": launch.in_own_tab}
        with speaking(Language()):
            answer = _html("choose.html.j2", forms="*", tool=self._tool, **facts)
        answer.headers[OPENER] = "unsafe-none"
        return answer

    def work(self, request: Request) -> Response:
        with self._records() as records:
            visitor = self._visitor(records, request)
            view = "class.html.j2" if visitor.instructor else "work.html.j2"
            assignment = self._course.assignment(visitor.assignment)
            rows = self._class(records, visitor) if visitor.instructor else self._own(records, visitor)
        waiting = any(row["upload"].waits for row in rows)
        facts: dict[str, Any] = {"visitor": visitor, "assignment": assignment, "rows": rows, "waiting": waiting}
        facts |= {"tool": self._tool, "here": self._address(request.path_params["token"])}
        with speaking(_language_for(visitor)):
            said = self._not_taken(request.query_params.get("said", ""))
            return _html(view, title=text_in(assignment.title, current().tag), said=said, **facts)

    def _not_taken(self, word: str) -> str:
        rules = self._course.serve
        return tr(NOT_TAKEN.get(word, ""), megabytes=number(rules.notebook_megabytes), uploads=rules.uploads_an_hour)

    def _address(self, token: str) -> str:
        return f"{self._tool.url}/work/{token}"

    def _own(self, records: Records, visitor: Visitor) -> list[dict[str, Any]]:
        return [self._row(records, upload) for upload in records.uploads_of(visitor)]

    def _class(self, records: Records, visitor: Visitor) -> list[dict[str, Any]]:
        return [self._row(records, upload, all_of_it=True) for upload in records.class_of(visitor)]

    def _row(self, records: Records, upload: ToolUpload, all_of_it: bool = False) -> dict[str, Any]:
        """Return the facts about an upload that the page shows."""
        verdict, grade = records.outline_of(upload), None
        if verdict:
            with suppress(LmsError):  # from a course that has changed
                grade = grade_of_upload(upload, verdict, self._course)
            verdict = verdict if all_of_it else self._shown(verdict, upload)
        return {
            "upload": upload,
            "verdict": verdict,
            "score": score(verdict) if verdict else None,
            "off": grade.percent_off if grade else 0.0,
            "before": records.before(upload.number) if upload.waits and not upload.begun else 0,
            "seconds": int((datetime.now(UTC) - upload.at).total_seconds()),
        }

    def _shown(self, verdict: Verdict, upload: ToolUpload) -> Verdict:
        return shown(verdict, self._course.assignment(upload.assignment), datetime.now(UTC))

    async def hand_in(self, request: Request) -> Response:
        limit = int(self._course.serve.notebook_megabytes * 2**20)
        token = request.path_params["token"]
        await run_in_threadpool(self._require_student, request)  # before the body is read
        try:
            limited = Request(request.scope, _at_most(request.receive, limit + PARAMETERS_BYTES))
            async with limited.form(max_files=1, max_fields=1) as form:
                file = form.get("notebook")
                content = await file.read() if isinstance(file, UploadFile) else b""
                name = one_line(file.filename or "") if isinstance(file, UploadFile) else ""
        except _TooLarge:
            return self._back(token, "too-large")
        except (HTTPException, MultiPartException, UnicodeError, ClientDisconnect):
            return self._back(token, "nothing")
        if not name or not content:
            return self._back(token, "nothing")
        submitted = submitted_file(Path(name).name, content)
        if not is_notebook(submitted.name):
            return self._back(token, "no-notebook")
        return await run_in_threadpool(self._handed_in, request, replace(submitted, name=submitted.name[:200]))

    def _handed_in(self, request: Request, file: SubmittedFile) -> Response:
        with self._records() as records:
            visitor = self._visitor(records, request)
            taken = records.hand_in(visitor, file, self._course.serve.uploads_an_hour)
        return self._back(request.path_params["token"], "" if taken else "too-often")

    def _back(self, token: str, said: str) -> Response:
        return RedirectResponse(self._address(token) + (f"?said={said}" if said else ""), 303)

    def feedback(self, request: Request) -> Response:
        with self._records() as records:
            visitor = self._visitor(records, request)
            given = records.class_of(visitor) if visitor.instructor else records.uploads_of(visitor)
            upload = next((one for one in given if str(one.number) == request.path_params["number"]), None)
            verdict = records.verdict_on(upload) if upload else None
        if upload is None or verdict is None:
            raise HTTPException(404)
        seen = verdict if visitor.instructor else self._shown(verdict, upload)
        seen = seen.with_advice(self._course.assignment(verdict.assignment).due, self._course.contact)
        return HTMLResponse(page(seen, back=self._address(request.path_params["token"])), headers={POLICY: FEEDBACK_POLICY})

    def _require_student(self, request: Request) -> None:
        """Refuse uploads by teachers: they see all feedback, and with a course of their own could use that to see hidden checks."""
        with self._records() as records:
            if self._visitor(records, request).instructor:
                raise HTTPException(403)

    def _visitor(self, records: Records, request: Request) -> Visitor:
        visitor = records.visitor(request.path_params["token"])
        if visitor is None:
            raise HTTPException(403)
        show_in(request.scope, visitor.page)
        if visitor.assignment not in self._course.assignments:  # any more
            raise HTTPException(404)
        return visitor

    def _records(self) -> Records:
        return Records(self._course.store_file())


def app(tool: Tool, sender: ScoreSender) -> Headers:
    """Return the web server as an ASGI application; `sender` runs as long as the server."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sender.start()
        yield
        sender.stop()

    web = Web(tool)
    routes = [
        Route("/", web.home),
        Route("/lti/keys", web.keys),
        Route("/lti/login", web.login, methods=["GET", "POST"]),
        Route("/lti/launch", web.launch, methods=["POST"]),
        Route("/work/{token}", web.work),
        Route("/work/{token}/handin", web.hand_in, methods=["POST"]),
        Route("/work/{token}/feedback/{number}", web.feedback),
        Mount("/static", StaticFiles(directory=PAGES / "static")),
    ]
    handlers: Mapping[Any, Callable[[Request, Exception], Response]] = {
        403: lambda request, error: _message(mark("Your session has expired"), OPEN_AGAIN, 403),
        404: lambda request, error: _message(mark("Page not found"), OPEN_AGAIN, 404),
        HTTPException: lambda request, error: _message(
            mark("The request was not accepted"), OPEN_AGAIN, getattr(error, "status_code", 400)
        ),
        500: lambda request, error: _message(
            mark("The server failed"), mark("Your uploads are kept. Try again in a minute."), 500
        ),
    }
    served = Starlette(routes=routes, lifespan=lifespan, exception_handlers=dict(handlers))
    served.router.redirect_slashes = False  # it would redirect to any host that a request names
    return Headers(InLanguage(served), pages_of(tool.platform))


class _TooLarge(Exception):
    pass


def _at_most(receive: Receive, limit: int) -> Receive:
    """Receive the body up to `limit` bytes. Raises _TooLarge."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise _TooLarge
        return message

    return bounded


async def _parameters(request: Request) -> dict[str, str]:
    """Read the parameters of the URL and of a posted form."""
    if request.method == "GET":
        return dict(request.query_params)
    try:
        async with Request(request.scope, _at_most(request.receive, PARAMETERS_BYTES)).form(max_files=0, max_fields=50) as form:
            return dict(request.query_params) | {name: value for name, value in form.items() if isinstance(value, str)}
    except _TooLarge:
        raise HTTPException(413) from None
    except (UnicodeError, ClientDisconnect):
        raise HTTPException(400) from None


def _language_for(visitor: Visitor) -> Language:
    """The language that the platform speaks with a student, or else the browser; instructors read English."""
    if visitor.instructor:
        return Language()
    return Language(visitor.language) if visitor.language else current()


def _message(title: str, text: str, status: int) -> Response:
    return _html("message.html.j2", status=status, title=title, text=text)


def _html(template: str, status: int = 200, forms: str = "'self'", **facts: Any) -> Response:
    return HTMLResponse(ENVIRONMENT.get_template(template).render(**facts), status, {POLICY: PAGE_POLICY + forms})


ENVIRONMENT = template_environment(PAGES)  # with the style of the reports
