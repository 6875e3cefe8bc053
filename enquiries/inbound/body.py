"""The plain text of a mail, whatever its parts are."""

import re
from contextlib import suppress
from email.message import EmailMessage, Message
from html.parser import HTMLParser

from django.utils.translation import ngettext, override

from text.forms import clean_lines

from .quoting import own_words

MAX_CHARACTERS = 200_000  # of a mail with all it quotes; the rest is not looked at
_SILENT = {"head", "script", "style", "title", "blockquote"}  # a quotation of a mail in HTML is a blockquote
_BREAKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table"}


def text_of(message: EmailMessage) -> str:
    """Return what the writer of a reply says, without quotation and signature; "" when there is no readable text.

    A mail in HTML only is read as plain text.
    """
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = _decoded(part)[: 10 * MAX_CHARACTERS]  # HTML of mail programs is mostly markup
    if part.get_content_type() == "text/html":
        text = _text_of_html(text)
    return clean_lines(own_words(clean_lines(text[:MAX_CHARACTERS])))


def attachment_notice(message: EmailMessage, language: str) -> str:
    """Return a line that tells the reader how many attachments were left out, "" for none.

    language: of the reader, such as "fi".
    """
    count = sum(part.get_content_disposition() == "attachment" for part in message.walk())
    if not count:
        return ""
    with override(language):
        return ngettext(
            "[The portal passes on text only: %(count)d attachment was left out.]",
            "[The portal passes on text only: %(count)d attachments were left out.]",
            count,
        ) % {"count": count}


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    # A declared character set may be unknown or untrue: old mail programs write Windows' own under any name.
    for charset in (part.get_content_charset("utf-8"), "utf-8", "windows-1252"):
        with suppress(LookupError, UnicodeError):
            return content.decode(charset)
    return content.decode("utf-8", "replace")


def _text_of_html(source: str) -> str:
    extractor = _TextExtractor()
    extractor.feed(source)
    extractor.close()
    lines = (" ".join(line.split()) for line in "".join(extractor.texts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


class _TextExtractor(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent: list[str] = []  # open elements whose text is not said to a reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.silent.clear()  # the end of the head may be left out
        elif tag in _SILENT:
            self.silent.append(tag)
        elif tag in _BREAKS:
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            # An unclosed tag inside ends with the one around it.
            del self.silent[self.silent.index(tag) :]
        elif tag in ("p", "div", "table"):
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(re.sub(r"\s+", " ", data))
