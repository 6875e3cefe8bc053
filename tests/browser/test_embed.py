"""A card in a frame of another site: shown there, readable by everybody, and its links fill the whole window."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from .faults import faults

CARDS = [
    "/embed/municipality/301?lang=fi",
    "/embed/municipality/091?lang=sv",
    "/embed/municipality/164?lang=en",
    "/embed/group/leader-vesuri?lang=fi",
    "/embed/municipality/999?lang=en",
]


@pytest.fixture
def other_site(tmp_path):
    """Serve a folder as another site does: another port is another origin. Returns (folder, address)."""
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def frame(page, base_url, other_site):
    """Return a function that shows a card in a frame of the other site."""

    def frame(card):
        folder, address = other_site
        (folder / "index.html").write_text(f'<iframe id="card" src="{base_url}{card}" height="500"></iframe>')
        page.goto(address)
        return page.frame_locator("#card")

    return frame


@pytest.mark.parametrize("card", CARDS)
def test_another_site_can_show_it(frame, card):
    assert frame(card).locator("h1").is_visible()


def test_another_site_can_show_no_other_page(frame):
    assert not frame("/fi/").locator("h1").is_visible()


def test_the_form_opens_in_the_whole_window(page, frame, base_url):
    frame(CARDS[0]).locator("a.button").first.click()
    page.wait_for_url(f"{base_url}/fi/yhteydenotto/**")
    assert page.locator("form.enquiry").is_visible()


@pytest.mark.parametrize("card", CARDS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page, card):
    page.goto(card)
    assert faults(page, widths=(320, 600)) == []
