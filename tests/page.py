"""A page as its reader meets it: asked by CSS selectors, so that a test survives another layout."""

from collections.abc import Iterable

from django.http import HttpResponse
from lxml import html
from lxml.html import HtmlElement


class Page:
    """The HTML of a response or a text, parsed once."""

    def __init__(self, source: HttpResponse | str | bytes):
        content = source.content if isinstance(source, HttpResponse) else source
        if isinstance(content, bytes):
            content = content.decode()  # the admin's pages do not name their encoding, and lxml would guess Latin 1
        self.root: HtmlElement = html.document_fromstring(content or "<html></html>")

    def select(self, selector: str) -> list[HtmlElement]:
        """Return the elements that a CSS selector finds, in the order of the page."""
        return self.root.cssselect(selector)

    def one(self, selector: str) -> HtmlElement:
        """Return the only element that a selector finds; fails when there is none or more than one."""
        found = self.select(selector)
        assert len(found) == 1, f"{selector}: {len(found)} elements"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        """Return the text of each element found, white space collapsed."""
        return [text_of(element) for element in self.select(selector)]

    def text(self, selector: str = "body") -> str:
        """Return the text of the only element found, white space collapsed."""
        return text_of(self.one(selector))

    def links(self, selector: str = "body") -> dict[str, str]:
        """Return {text of the link: its address} of the links inside the elements found."""
        return {text_of(link): link.get("href", "") for part in self.select(selector) for link in part.iter("a")}

    def addresses(self, selector: str = "body") -> list[str]:
        """Return the addresses of the links inside the elements found, in the order of the page."""
        return [link.get("href", "") for part in self.select(selector) for link in part.iter("a")]

    def value(self, selector: str, attribute: str) -> str:
        """Return an attribute of the only element found, "" when it has none."""
        return self.one(selector).get(attribute) or ""


def text_of(element: HtmlElement) -> str:
    """Return the text of an element as a reader sees it, white space collapsed."""
    return " ".join(_words(element.itertext()))


def _words(parts: Iterable[str]) -> list[str]:
    return "".join(parts).split()
