"""Run `autograder serve` beside a platform that launches it."""

import html
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import requests
from helpers.repository import copy_course, free_port, lti_platform
from jwcrypto.jwk import JWK
from ruamel.yaml import YAML

PEOPLE = [
    {"id": "s1", "name": "김서연", "email": "s1@example.edu", "role": "student"},
    {"id": "s2", "name": 'Zoé, "Z" <b>O’Neil</b>', "email": "s2@example.edu", "role": "student"},
    {"id": "s3", "name": "", "email": "", "role": "student"},
    {"id": "t1", "name": "Who Teaches", "email": "t1@example.edu", "role": "instructor"},
]
LINKS = [
    {"name": "mnist_mlp", "title": "An MLP that trains well", "points": 40},
    {"name": "", "title": "Unnamed", "points": 40},
]


class Served:
    """The command in its own course with one assignment, and the platform's results."""

    def __init__(self, folder, platform, port, key):
        self.folder, self.platform, self.port = folder, platform, port
        self.url, self.pem = f"http://localhost:{port}", key.export_to_pem(private_key=True, password=None).decode()

    def configure(self, **course):
        """Write grader.yml: this repository's, with the given replacements."""
        yaml = YAML(typ="safe", pure=True)
        found = yaml.load(self.folder / "grader.yml")
        found["assignments"] = {"mnist_mlp": found["assignments"]["mnist_mlp"]}
        found["lms"] = {"awaiting": "mark", "lti": self.platform["platform"]}
        yaml.dump(found | {"serve": {"url": self.url}} | course, self.folder / "grader.yml")

    def start(self):
        command = [
            str(Path(sys.executable).parent / "autograder"),
            "serve",
            "--port",
            str(self.port),
            "--course",
            str(self.folder),
        ]
        environment = os.environ | {"AUTOGRADER_LTI_KEY": self.pem}
        self.log = (self.folder / "log").open("a")
        self.process = subprocess.Popen(command, env=environment, stdout=self.log, stderr=self.log)
        self.wait_for(lambda: self.process.poll() is not None or requests.get(self.url).ok)
        assert self.process.poll() is None, (self.folder / "log").read_text()
        return self

    def stop(self, how=signal.SIGINT):
        self.process.send_signal(how)
        self.process.wait(30)
        self.wait_for(lambda: not _answers(self.url))
        self.log.close()

    def run(self, *arguments):
        command = [str(Path(sys.executable).parent / "autograder"), *arguments, "--course", str(self.folder)]
        environment = os.environ | {"AUTOGRADER_LTI_KEY": self.pem}
        return subprocess.run(command, env=environment, cwd=self.folder, capture_output=True, text=True, check=True).stdout

    def wait_for(self, true, seconds=120):
        end = time.monotonic() + seconds
        while True:
            try:
                if found := true():
                    return found
            except requests.ConnectionError:
                pass
            assert time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.2)

    def launch_form(self, user, link=0, choose=False):
        """The form that the platform sends to the tool through the browser, and the browser with its cookies."""
        browser = requests.Session()
        opened = browser.get(f"{self.platform['url']}/open/{link}/{user}{'?choose=1' if choose else ''}", allow_redirects=False)
        login = browser.get(f"{opened.headers['Location']}&lti1p3_new_window=1", allow_redirects=False)
        # Browsers also send secure cookies to localhost; requests does not.
        browser.headers["Cookie"] = login.headers["Set-Cookie"].partition(";")[0]
        page = browser.get(login.headers["Location"]).text
        fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
        return browser, {name: html.unescape(value) for name, value in fields.items()}

    def launched(self, user, link=0, choose=False):
        """The browser, and the page on which a launch ends."""
        browser, form = self.launch_form(user, link, choose)
        return browser, browser.post(f"{self.url}/lti/launch", data=form)

    def hand_in(self, browser, page, content, name="my homework.ipynb"):
        return browser.post(f"{page.url.partition('?')[0]}/handin", files={"notebook": (name, content)})

    def score(self, user):
        """The points and the comment on the platform."""
        from autograder.integrations.lms.online.lti import LineItem
        from autograder.model.course_settings import LtiPlatform

        told = self.platform["platform"]
        item = self.platform["line_items"][0]
        line_item = LineItem(LtiPlatform(**told | {"deployments": tuple(told["deployments"])}), self.pem, item, 40.0)
        found = {one["userId"]: (one["resultScore"], one.get("comment")) for one in line_item._page(f"{item}/results")[0]}
        return found.get(user)


def _answers(url):
    try:
        requests.get(url)
    except requests.ConnectionError:
        return False
    return True


@contextmanager
def served(folder, host="localhost", **course):
    """Start the tool and the platform, which runs at `host`."""
    key, port = JWK.generate(kty="RSA", size=2048), free_port()
    tool = {"login_url": f"http://localhost:{port}/lti/login", "launch_url": f"http://localhost:{port}/lti/launch"}
    with lti_platform(host, **tool, public_key=key.export_to_pem().decode(), assignments=LINKS, people=PEOPLE) as platform:
        running = Served(copy_course(folder), platform, port, key)
        running.configure(**course)
        running.start()
        try:
            yield running
        finally:
            if running.process.poll() is None:
                running.stop()
