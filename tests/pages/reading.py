"""What a person reads of a page, and where its links lead, without the map and the frame around the content."""

import re
from html import unescape


def main_of(response):
    """Return the HTML inside <main> without maps."""
    page = response.content.decode()
    return re.sub(r"<svg\b.*?</svg>", "", page[page.index("<main") : page.index("</main>")], flags=re.DOTALL)


def between(html, start, end):
    """Return what stands between the first `start` and the first `end` after it."""
    return html.split(start, 1)[1].split(end, 1)[0]


def words(html):
    """Return the text of HTML, one space between words."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def links(html):
    """Return [(address, text)] of every link."""
    found = re.findall(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [(unescape(address), words(text)) for address, text in found]
