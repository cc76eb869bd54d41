"""An LTI 1.3 platform for tests of the tool: Open edX's own consumer, lti-consumer-xblock, on a few lines of Django.

Started as a separate program, with one argument of JSON: host and port; the tool's
`login_url`, `launch_url` and `public_key` (PEM); the `assignments` (name, title, points); the `people` (id, name, email, role). It
prints one line of JSON when it is ready: the settings for the tool, and each assignment's line item (every launch names the first).

From Open edX: the initiated login, the authorization endpoint, id tokens, keys, access tokens, line items, scores, results, and the
deep-linking request. Added here: the course page at `/`, with a link for each person and assignment.

Observed: the answer to a timestamp that is not newer is 400, and to an invalid token 403; every user id is accepted; `user_id` in a query
filters nothing.
"""

import json
import sys
import tempfile
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings

ASKED = json.loads(sys.argv[1])
ROOT = f"http://{ASKED['host']}:{ASKED['port']}"
FOLDER = Path(tempfile.mkdtemp())

settings.configure(
    DEBUG=True,
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="of a test",
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    PLATFORM_NAME="A platform",
    LMS_ROOT_URL=ROOT,
    LTI_API_BASE=ROOT,
    USAGE_ID_PATTERN=r"(?P<usage_id>(?:i4x://?[^/]+/[^/]+/[^/]+/[^@]+(?:@[^/]+)?)|(?:[^/]+))",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "config_models",
        "lti_consumer",
    ],
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "platform.sqlite", "OPTIONS": {"timeout": 30}}
    },
    CACHES={"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": FOLDER / "cache"}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    FEATURES={},
    LOGGING_CONFIG=None,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    MIDDLEWARE=[],
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils.html import format_html, format_html_join  # noqa: E402
from lti_consumer.api import get_lti_1p3_launch_info, get_lti_1p3_launch_start_url  # noqa: E402
from lti_consumer.data import Lti1p3LaunchData  # noqa: E402
from lti_consumer.models import Lti1p3Passport, LtiAgsLineItem, LtiConfiguration  # noqa: E402


def course(request: HttpRequest) -> HttpResponse:
    """The links, in a page or, with `?frame=`, one of them in a frame."""
    if frame := request.GET.get("frame"):
        return HttpResponse(format_html('<h1>The course</h1><iframe src="{}" width="900" height="700"></iframe>', frame))
    links = (
        (number, person["id"], assignment["title"], person["name"])
        for number, assignment in enumerate(ASKED["assignments"])
        for person in ASKED["people"]
    )
    listed = format_html_join("", '<li><a href="/open/{}/{}">{}, as {}</a></li>', links)
    return HttpResponse(format_html("<h1>The course</h1><ul>{}</ul>", listed))


def launch_data(number: int, user: str) -> Lti1p3LaunchData:
    assignment = ASKED["assignments"][number]
    person = next(one for one in ASKED["people"] if one["id"] == user)
    return Lti1p3LaunchData(
        user_id=user,
        user_role=person["role"],
        name=person["name"],
        email=person["email"],
        config_id=CONFIGURATION.config_id,
        resource_link_id=f"link-{number}",
        context_id="course-1",
        context_title="The course",
        custom_parameters={"assignment": assignment["name"]} if assignment["name"] else {},
    )


def open_link(request: HttpRequest, number: int, user: str) -> HttpResponse:
    """Begin a launch, or a choice of content."""
    url = get_lti_1p3_launch_start_url(launch_data(number, user), deep_link_launch="choose" in request.GET)
    return HttpResponseRedirect(url)


urlpatterns = [
    path("", course),
    path("open/<int:number>/<str:user>", open_link),
    path("api/", include("lti_consumer.plugin.urls")),
]

call_command("migrate", verbosity=0)
PASSPORT = Lti1p3Passport.objects.create(name="The tool", lti_1p3_tool_public_key=ASKED["public_key"])
CONFIGURATION = LtiConfiguration.objects.create(  # only one, since its block has to be unique, and there is none here
    version=LtiConfiguration.LTI_1P3,
    config_store=LtiConfiguration.CONFIG_ON_DB,
    lti_1p3_passport=PASSPORT,
    lti_1p3_oidc_url=ASKED["login_url"],
    lti_1p3_launch_url=ASKED["launch_url"],
    lti_advantage_ags_mode=LtiConfiguration.LTI_ADVANTAGE_AGS_PROGRAMMATIC,
    lti_advantage_deep_linking_enabled=True,
    lti_advantage_deep_linking_launch_url=ASKED["launch_url"],
)
LINE_ITEMS = [
    LtiAgsLineItem.objects.create(
        lti_configuration=CONFIGURATION, label=assignment["title"], score_maximum=assignment["points"]
    )
    for assignment in ASKED["assignments"]
]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    info = get_lti_1p3_launch_info(launch_data(0, ASKED["people"][0]["id"]))
    items = [f"{ROOT}/api/lti_consumer/v1/lti/{CONFIGURATION.id}/lti-ags/{item.id}" for item in LINE_ITEMS]
    server = make_server("127.0.0.1", ASKED["port"], get_wsgi_application(), handler_class=Quiet)
    told = {
        "issuer": ROOT,
        "client_id": info["client_id"],
        "deployments": [info["deployment_id"]],
        "login_url": info["oidc_callback"],
        "token_url": info["token_url"],
        "keys_url": info["keyset_url"],
    }
    print(json.dumps({"platform": told, "line_items": items}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.modules["openedx"] = sys.modules[__name__]  # ROOT_URLCONF
    main()
