"""What every kind of page keeps: open to all (WCAG 2.2 A and AA), whole, light, from one host, nothing sideways.

Each page is opened once, and all but its colours in the dark is asked of it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Request, Response

from .addresses import ADDRESSES, PAGES, open_page
from .faults import violations

IN_THE_DARK = ["front", "municipality", "municipality in no area", "region", "group", "compare three"]
IN_THE_DARK += ["enquiry with errors", "search: found"]
MAX_BYTES = {"front": 60_000, "front in Swedish": 60_000, "front in English": 60_000}
MAX_BYTES_OF_OTHERS = 40_000
STATUS = {"not found": 404}
MARKUP = re.compile(r"</?[a-z]+|&[a-z]+;|{[{%]|%\(\w+\)")  # shown to the reader: escaped twice or left unfilled
# A table may scroll in its own box, which a keyboard reaches: two dimensions are its nature.
SIDEWAYS = """() => [...document.querySelectorAll("html, body, body *")]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && !e.matches(".scroll, .visually-hidden")
        && (e === document.documentElement || ["auto", "scroll"].includes(getComputedStyle(e).overflowX)))
    .map(e => e.tagName + "." + e.className)"""


@dataclass
class Opened:
    """A page that a browser has opened, with all that it said and fetched on the way."""

    name: str
    page: Page
    response: Response | None = None
    console: list[tuple[str, str]] = field(default_factory=list)  # (text, address)
    requests: list[Request] = field(default_factory=list)


@pytest.fixture(scope="module", params=PAGES)
def opened(request, browser, browser_context_args, receipt_address) -> Iterator[Opened]:
    """Each page of PAGES, opened once for all tests of it."""
    page = browser.new_page(**browser_context_args)
    opened = Opened(request.param, page)
    page.on("console", lambda message: opened.console.append((message.text, message.location["url"])))
    page.on("pageerror", lambda error: opened.console.append((str(error), "")))
    page.on("requestfinished", lambda request: opened.requests.append(request))
    page.on("requestfailed", lambda request: opened.requests.append(request))
    opened.response = page.goto(receipt_address) if opened.name == "receipt" else open_page(page, opened.name)
    page.wait_for_load_state("networkidle")
    yield opened
    page.close()


def test_a_page_is_whole_light_and_from_one_host(opened, base_url):
    status = STATUS.get(opened.name, 200)
    assert opened.response.status == status
    assert opened.page.locator("h1").count() == 1
    assert MARKUP.findall(read_text(opened.page)) == []
    assert [text for text, url in opened.console if status == 200 or url != opened.response.url] == []
    assert [request.url for request in opened.requests if not request.url.startswith(base_url)] == []
    assert transferred_bytes(opened.requests) <= MAX_BYTES.get(opened.name, MAX_BYTES_OF_OTHERS)


def read_text(page):
    """Return the text of a page without markup that it shows on purpose, to be copied."""
    text = page.inner_text("body")
    for example in page.locator("pre").all_inner_texts():
        text = text.replace(example, "")
    return text


def transferred_bytes(requests):
    """Return the bytes of bodies and headers of what is no picture; of a page after a form, the form too."""
    sizes = [request.sizes() for request in requests if request.resource_type != "image"]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)


@pytest.mark.parametrize("width", [320, 375, 1280])  # 320 is a window of 1280 at 400 % zoom
def test_nothing_scrolls_sideways(opened, width):
    opened.page.set_viewport_size({"width": width, "height": 800})
    assert opened.page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(opened, width):
    opened.page.set_viewport_size({"width": width, "height": 800})
    assert violations(opened.page) == []


@pytest.mark.parametrize("name", IN_THE_DARK)
def test_axe_finds_nothing_in_the_dark(page, visit, name):
    page.emulate_media(color_scheme="dark")  # before it opens: colours of an open page would be on their way
    visit(name)
    assert violations(page) == []


def test_titles_differ(page):
    titles = Counter()
    for name in ("front", "municipality", "region", "group", "service", "duty", "examples", "search: found", "about"):
        page.goto(ADDRESSES[name])
        titles[page.title()] += 1
    assert [title for title, count in titles.items() if count > 1 or len(title) < 20] == []
