"""What is wrong with a page for somebody who uses it: looked for on a phone and on a desk."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2, levels A and AA. Nothing but violations is wanted, so axe need not describe the rest.
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
NARROW, WIDE = 320, 1280  # 320 is a window of 1280 at 400 % zoom


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds on the page: [(rule, the first elements)]."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:5]) for rule in found]


def faults(page: Page, widths: tuple[int, ...] = (NARROW, WIDE)) -> list[str]:
    """Return what axe finds on the page at each width, and whether the page scrolls sideways; a line a fault."""
    lines = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        lines += [f"{page.url} at {width} px: {rule}: {elements}" for rule, elements in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            lines.append(f"{page.url} at {width} px: scrolls sideways")
    return lines
