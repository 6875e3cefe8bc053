"""What every page keeps: one heading, a title, a clean console, no other host, little to transfer, nothing sideways."""

import re
from collections import Counter

import pytest

from .addresses import PAGES

MAX_BYTES = {"front": 60_000, "front in Swedish": 60_000, "front in English": 60_000}
MAX_BYTES_OF_OTHERS = 40_000
STATUS = {"not found": 404}
MARKUP = re.compile(r"</?[a-z]+|&[a-z]+;|{[{%]|%\(\w+\)")  # shown to the reader: escaped twice or left unfilled
# A table may scroll in its own box, which a keyboard reaches: two dimensions are its nature.
SIDEWAYS = """() => [...document.querySelectorAll("html, body, body *")]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && !e.matches(".scroll, .hidden")
        && (e === document.documentElement || ["auto", "scroll"].includes(getComputedStyle(e).overflowX)))
    .map(e => e.tagName + "." + e.className)"""


@pytest.fixture
def heard(page):
    """Everything that the browser says or fetches while the test runs."""
    heard = {"console": [], "requests": []}
    page.on("console", lambda message: heard["console"].append((message.text, message.location["url"])))
    page.on("pageerror", lambda error: heard["console"].append((str(error), "")))
    page.on("requestfinished", lambda request: heard["requests"].append(request))
    page.on("requestfailed", lambda request: heard["requests"].append(request))
    return heard


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_light_and_from_one_host(page, visit, base_url, heard, name):
    response = visit(name)
    page.wait_for_load_state("networkidle")
    status = STATUS.get(name, 200)
    assert response.status == status
    assert page.locator("h1").count() == 1
    assert MARKUP.findall(read_text(page)) == []
    assert [text for text, url in heard["console"] if status == 200 or url != response.url] == []
    assert [request.url for request in heard["requests"] if not request.url.startswith(base_url)] == []
    assert transferred_bytes(heard["requests"]) <= MAX_BYTES.get(name, MAX_BYTES_OF_OTHERS)


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


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(page, visit, name):
    visit(name)
    # 320 is a window of 1280 at 400 % zoom.
    for width in (320, 375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SIDEWAYS) == [], f"at {width} px"


def test_titles_tell_pages_apart(page, visit):
    titles = Counter()
    for name in ("front", "municipality", "region", "group", "service", "duty", "examples", "search: found", "about"):
        visit(name)
        titles[page.title()] += 1
    assert [title for title, count in titles.items() if count > 1 or len(title) < 20] == []
