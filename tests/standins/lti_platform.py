"""An LTI 1.3 platform that signs any claims and gives any answers, unlike a real one. See standins/openedx.py for a real one."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from jwcrypto.jwk import JWK

from autograder.model.course_settings import LtiPlatform

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/"
LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
INSTRUCTOR = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"
CLIENT = "the tool"


class LtiStandin:
    """A platform; `answers` replaces right answers by status, headers and body, by the ending of the address.

    `locked` maps students to the status that refuses their scores (Moodle's 500 for a locked grade), or to None for no answer; their
    results stay readable. `says_after_keeping` maps students to a status that follows after the score is stored. `posted` lists the
    students with scores.
    """

    def __init__(self, port):
        self.url = f"http://localhost:{port}"
        self.key = JWK.generate(kty="RSA", size=2048, kid="its key", alg="RS256")
        self.answers, self.asked, self.scores = {}, [], {}
        self.locked, self.says_after_keeping, self.posted = {}, {}, []
        self.overridden = {}  # by user: points that a person entered over the score

    @property
    def settings(self):
        """The settings for grader.yml."""
        names = {"login_url": "login", "token_url": "token", "keys_url": "keys"}
        urls = {name: f"{self.url}/{path}" for name, path in names.items()}
        return LtiPlatform(issuer=self.url, client_id=CLIENT, deployments=("1",), **urls)

    def claims(self, nonce, **changes):
        """The claims of a student's launch; a change to None removes one."""
        now = int(time.time())
        usual = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "s1",
            "exp": now + 300,
            "iat": now,
            "nonce": nonce,
            "name": "A Student",
            CLAIM + "deployment_id": "1",
            CLAIM + "message_type": "LtiResourceLinkRequest",
            CLAIM + "version": "1.3.0",
            CLAIM + "roles": [LEARNER],
            CLAIM + "resource_link": {"id": "link 1"},
            CLAIM + "custom": {"assignment": "mnist_mlp"},
            CLAIM + "target_link_uri": "https://tool.example.edu/lti/launch",
            AGS + "claim/endpoint": {"scope": [AGS + "scope/score"], "lineitem": f"{self.url}/item/1"},
        }
        return {name: value for name, value in (usual | changes).items() if value is not None}

    def signed(self, claims, **headers):
        pem = self.key.export_to_pem(private_key=True, password=None)
        return jwt.encode(claims, pem, "RS256", headers={"kid": "its key"} | headers)

    def logged_in(self, tool_url):
        """The state, the nonce and the cookie of a browser that the tool sent to this platform."""
        asked = {"iss": self.url, "login_hint": "u", "client_id": CLIENT, "target_link_uri": tool_url, "lti1p3_new_window": "1"}
        answer = requests.get(f"{tool_url}/lti/login", params=asked, allow_redirects=False)
        query = parse_qs(urlsplit(answer.headers["Location"]).query)
        return query["state"][0], query["nonce"][0], answer.headers["Set-Cookie"].partition(";")[0]

    def launch(self, tool_url, **changes):
        """The tool's answer to a launch with these claims: a redirect if it accepts the launch."""
        state, nonce, cookie = self.logged_in(tool_url)
        form = {"state": state, "id_token": self.signed(self.claims(nonce, **changes))}
        return requests.post(f"{tool_url}/lti/launch", data=form, headers={"Cookie": cookie}, allow_redirects=False)

    def answer(self, path, body):
        """The right answer: results and scores of any line item, keys, access tokens."""
        item, _, what = path.rpartition("/")
        if what == "keys":
            return {"keys": [json.loads(self.key.export_public())]}
        if what == "token":
            return {"access_token": "an access token", "token_type": "bearer", "expires_in": 3600}
        kept = self.scores.setdefault(item, {})
        if what == "scores":
            score = json.loads(body)
            kept[score["userId"]] = score
            return {}
        return [self._result(user, one) for user, one in kept.items()]

    def _result(self, user, score):
        result = {"userId": user, "resultScore": score["scoreGiven"], "resultMaximum": score["scoreMaximum"]}
        if user in self.overridden:  # Moodle's gradebook keeps the score, but shows the overriding grade
            return result | {"resultScore": self.overridden[user], "comment": "By hand."}
        return result | {"comment": score["comment"]}


class _Handler(BaseHTTPRequestHandler):
    standin: LtiStandin

    def do_GET(self):
        path = urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.standin.asked.append((path, self.headers.get("Authorization")))
        said = next((said for end, said in self.standin.answers.items() if path.endswith(end)), None)
        if path.endswith("/scores") and not said:
            self.standin.posted.append(user := json.loads(body)["userId"])
            if user in self.standin.locked:
                status = self.standin.locked[user]
                if status is None:
                    self.close_connection = True
                    return
                said = (status, {}, {"status": status})
            elif user in self.standin.says_after_keeping:
                self.standin.answer(path, body)
                said = (self.standin.says_after_keeping[user], {}, b"")
        status, headers, answer = said or (200, {}, self.standin.answer(path, body))
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(content))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET

    def log_message(self, *arguments):
        pass


@contextmanager
def lti_standin():
    """A running platform."""
    handler = type("Handler", (_Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        handler.standin = LtiStandin(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield handler.standin
        finally:
            server.shutdown()
