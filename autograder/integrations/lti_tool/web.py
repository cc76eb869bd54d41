"""Run the web server as a separate process that ends with the command."""

import multiprocessing
import resource
import socket
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import uvicorn

from autograder.integrations.lms.errors import LmsError
from autograder.integrations.lms.online.key import private_key
from autograder.integrations.lti_tool.app import app
from autograder.integrations.lti_tool.connections import MAX_CONNECTIONS, Connection
from autograder.integrations.lti_tool.launch import Tool
from autograder.integrations.lti_tool.scores import ScoreSender
from autograder.model.course_file import load_course
from autograder.sandbox import linux

SETTINGS: dict[str, Any] = {
    "access_log": False,  # URLs contain tokens
    "server_header": False,
    "http": Connection,
    "ws": "none",
    "h11_max_incomplete_event_size": 32_768,  # of a request's headers
    "timeout_graceful_shutdown": 5,
}


def require_free_port(host: str, port: int) -> None:
    """Raise LmsError if the port is not free, before the slow start of the sandbox."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        raise LmsError(
            f"The server cannot listen on {host}:{port} ({error.strerror}); choose another --port or --host."
        ) from None


def start_web(folder: Path, host: str, port: int) -> BaseProcess:
    """Start the server for the course in `folder`; it shares nothing with this process, which forks."""
    started = multiprocessing.get_context("spawn").Process(
        target=_run, args=(multiprocessing.current_process().pid, folder, host, port), daemon=True
    )
    started.start()
    return started


def _run(parent: int, folder: Path, host: str, port: int) -> None:
    if sys.platform == "linux":
        linux.die_with_parent(parent)
    course = load_course(folder)
    if course.lms.lti is None:
        raise LmsError("grader.yml names no platform in `lms: {lti: …}`")  # the command has checked the port
    key = private_key(course)
    made = app(Tool(course, course.lms.lti, key), ScoreSender(course, course.lms.lti, key))
    _allow_connections()
    uvicorn.run(made, host=host, port=port, log_level="warning", **SETTINGS)


def _allow_connections() -> None:
    """Raise the limit of descriptors to the number of connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_CONNECTIONS + 200
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
