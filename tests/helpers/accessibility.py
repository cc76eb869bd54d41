"""What keeps somebody with a screen reader, a keyboard or weak eyes from using a page, as axe-core finds it."""

from axe_playwright_python.sync_playwright import Axe


def barriers(page):
    """axe-core's findings on a page of Playwright's, each with the first element that it is about."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:200]})" for one in found]
