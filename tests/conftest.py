"""Shared fixtures: the course of this repository, its reference, and a warm sandbox."""

import shutil

import nbformat
import pytest
from helpers.repository import REPOSITORY
from hypothesis import settings

from autograder.authoring import handout
from autograder.model.course_file import load_course
from autograder.sandbox.client import one_sandbox

settings.register_profile("any machine", deadline=None)  # a busy one takes its time
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def course():
    return load_course(REPOSITORY)


@pytest.fixture(scope="session")
def assignment(course):
    return course.assignment("mnist_mlp")


@pytest.fixture(scope="session")
def reference(course, assignment):
    """The notebook of a student who did everything right."""
    return handout.reference(course, assignment)


@pytest.fixture(scope="session")
def stub(course, assignment):
    """The handed-out notebook."""
    return handout.stub(course, assignment)


@pytest.fixture(scope="session")
def sandbox():
    with one_sandbox(("torch",)) as running:
        yield running


@pytest.fixture(scope="session")
def chromium():
    """A real browser."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def as_file():
    """Write a notebook (or any text) into a file and return its path."""

    def write(notebook, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook if isinstance(notebook, str) else nbformat.writes(notebook), encoding="utf-8")
        return path

    return write
