"""The command for the LTI web tool: `serve`."""

from typing import Annotated
from urllib.parse import urlsplit

import typer

from autograder.cli.options import CourseOption, JobsOption, online_extra
from autograder.report.terminal import errors, say


def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port to listen on.")] = 8000,
    jobs: JobsOption = None,
    course: CourseOption = None,
) -> None:
    """Run the LTI 1.3 web tool: students upload notebooks from a learning management system, see feedback, and scores go back."""
    from autograder.grading.engine import Engine, default_jobs
    from autograder.grading.grader import Grader
    from autograder.integrations.lms.errors import LmsError
    from autograder.integrations.lti_tool.grading_loop import grade_uploads
    from autograder.integrations.lti_tool.records import Records
    from autograder.model.course_file import load_course
    from autograder.model.course_settings import LtiPlatform

    with online_extra():
        from autograder.integrations.lms.online.key import private_key
        from autograder.integrations.lti_tool.web import require_free_port, start_web
    loaded = load_course(course)
    url = loaded.serve.url.rstrip("/")
    if loaded.lms.lti is None:
        needed = ", ".join(name for name, field in LtiPlatform.model_fields.items() if field.is_required())
        raise LmsError(
            f"Name the platform in grader.yml, `lms: {{lti: {{{needed}}}}}`, and register the tool there: login URL {url}/lti/login, "
            f"redirect URL {url}/lti/launch, public keys {url}/lti/keys (docs/instructors/online.md has every step)."
        )
    if (near := urlsplit(url)).hostname == "localhost" and (near.port or 80) != port:
        raise LmsError(f"grader.yml says `serve: {{url: {url}}}`, but --port is {port}; use the same port in both.")
    private_key(loaded)
    require_free_port(host, port)
    say("Starting the sandbox …", to=errors)
    graders = [Grader(loaded, assignment) for assignment in loaded.assignments.values()]
    with Records(loaded.store_file()) as records, Engine(graders, jobs or default_jobs()) as engine:
        say(f"Sandbox: {engine.layers}.", to=errors)
        web = start_web(loaded.folder, host, port)
        say(
            f"Serving {loaded.serve.url} on {host}:{port}. Press Ctrl-C to stop; uploads are kept, and graded when the server runs again."
        )
        grade_uploads(records, graders, engine, web.is_alive, lambda line: say(line, to=errors))
    raise LmsError(f"The web server on {host}:{port} has stopped; the reason is printed above.")
