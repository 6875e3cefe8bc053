"""The plain text of a mail, whatever its parts are."""

import re
from contextlib import suppress
from html.parser import HTMLParser

from django.utils.translation import ngettext, override

from text.forms import clean_lines

from .quoting import own_words

MOST_CHARACTERS = 200_000  # of a mail with all it quotes; the rest is not looked at
_SILENT = {"head", "script", "style", "title", "blockquote"}  # a quotation of a mail in HTML is a blockquote
_BREAKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table"}


def text_of(message):
    """Return what the writer of a reply says, without quotation and signature; "" when there is no readable text.

    message: EmailMessage of the standard library. A mail in HTML only is read as plain text.
    """
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = _decoded(part)[: 10 * MOST_CHARACTERS]  # HTML of mail programs is mostly markup
    if part.get_content_type() == "text/html":
        text = _text_of_html(text)
    return clean_lines(own_words(clean_lines(text[:MOST_CHARACTERS])))


def remark_on_attachments(message, language):
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


def _decoded(part):
    content = part.get_payload(decode=True) or b""
    # A declared character set may be unknown or untrue: old mail programs write Windows' own under any name.
    for charset in (part.get_content_charset("utf-8"), "utf-8", "windows-1252"):
        with suppress(LookupError, UnicodeError):
            return content.decode(charset)
    return content.decode("utf-8", "replace")


def _text_of_html(source):
    reader = _Reader()
    reader.feed(source)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pieces = []
        self.silent = []

    def handle_starttag(self, tag, attrs):
        if tag == "body":
            self.silent.clear()  # the end of the head may be left out
        elif tag in _SILENT:
            self.silent.append(tag)
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag):
        if tag in self.silent:
            # An unclosed tag inside ends with the one around it.
            del self.silent[self.silent.index(tag) :]
        elif tag in ("p", "div", "table"):
            self.pieces.append("\n")

    def handle_data(self, data):
        if not self.silent:
            self.pieces.append(re.sub(r"\s+", " ", data))
