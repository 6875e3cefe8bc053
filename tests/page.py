"""A page as its reader meets it: asked by CSS selectors, so that a test survives another layout."""

from collections.abc import Iterable

from django.http import HttpResponse
from lxml import html
from lxml.html import HtmlElement


class Page:
    """The HTML of a response, a text or a part of a page, parsed once."""

    def __init__(self, source: HttpResponse | HtmlElement | str | bytes):
        if isinstance(source, HtmlElement):
            self.root = source
            return
        content = source.content if isinstance(source, HttpResponse) else source
        if isinstance(content, bytes):
            content = content.decode()  # the admin's pages do not name their encoding, and lxml would guess Latin 1
        self.root = html.document_fromstring(content or "<html></html>")

    def select(self, selector: str) -> list[HtmlElement]:
        """Return the elements that a CSS selector finds, in the order of the page."""
        return self.root.cssselect(selector)

    def only(self, selector: str) -> HtmlElement:
        """Return the only element that a selector finds; fails when there is none or more than one."""
        found = self.select(selector)
        assert len(found) == 1, f"{selector}: {len(found)} elements"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        """Return the text of each element found, white space collapsed."""
        return [text_of(element) for element in self.select(selector)]

    def text(self, selector: str = "") -> str:
        """Return the text of the only element found, of all without a selector; white space collapsed."""
        return text_of(self.only(selector) if selector else self._whole)

    def links(self, selector: str = "") -> dict[str, str]:
        """Return {text of the link: its address} of the links inside the elements found, of all without a selector."""
        return {text_of(link): link.get("href", "") for part in self._parts(selector) for link in part.iter("a")}

    def addresses(self, selector: str = "") -> list[str]:
        """Return the addresses of the links inside the elements found, of all without a selector, in order."""
        return [link.get("href", "") for part in self._parts(selector) for link in part.iter("a")]

    @property
    def _whole(self) -> HtmlElement:
        body = self.root.find("body")
        return self.root if body is None else body

    def _parts(self, selector: str) -> list[HtmlElement]:
        return self.select(selector) if selector else [self._whole]

    def value(self, selector: str, attribute: str) -> str:
        """Return an attribute of the only element found, "" when it has none."""
        return self.only(selector).get(attribute) or ""


def main_part(source: HttpResponse | str | bytes) -> Page:
    """Return the main part of a page without its maps."""
    main = Page(source).only("main")
    for drawing in main.cssselect("svg"):
        drawing.drop_tree()
    return Page(main)


def text_of(element: HtmlElement) -> str:
    """Return the text of an element as a reader sees it, white space collapsed."""
    return " ".join(_words(element.itertext()))


def _words(parts: Iterable[str]) -> list[str]:
    return "".join(parts).split()
